package com.ninja3cx.server.ops;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.TimeBasedRollingPolicy;
import com.ninja3cx.server.settings.Settings;
import java.io.Console;
import java.nio.file.Path;
import net.logstash.logback.encoder.LogstashEncoder;
import org.slf4j.LoggerFactory;

/// Where log lines go, as the operator decided: always standard error, and with `LOG_DIR` also a
/// file a day, kept for `LOG_RETENTION_DAYS`. Lines are JSON; a person at a terminal reads plain
/// ones.
public final class Logs {

    private Logs() {}

    /// Applies the settings to the running process.
    public static void configure(Settings settings) {
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            return;
        }
        context.getLogger("com.ninja3cx").setLevel(Level.toLevel(settings.logLevel()));
        if (atTerminal()) {
            plain(context);
        }
        Path folder = settings.logDir();
        if (folder != null) {
            int days = (int) settings.retention().logs().toDays();
            context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(file(context, folder, days));
        }
    }

    /// For commands that tell a person everything themselves.
    public static void silence() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext context) {
            context.getLogger(Logger.ROOT_LOGGER_NAME).setLevel(Level.OFF);
        }
    }

    private static boolean atTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    private static void plain(LoggerContext context) {
        var encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%d{HH:mm:ss} %-5level %message%n%exception");
        encoder.start();
        if (context.getLogger(Logger.ROOT_LOGGER_NAME).getAppender("STDERR")
                instanceof ConsoleAppender<ILoggingEvent> appender) {
            appender.setEncoder(encoder);
        }
    }

    private static RollingFileAppender<ILoggingEvent> file(
            LoggerContext context, Path folder, int days) {
        var encoder = new LogstashEncoder();
        encoder.setContext(context);
        encoder.start();
        var appender = new RollingFileAppender<ILoggingEvent>();
        appender.setContext(context);
        appender.setName("FILE");
        appender.setFile(folder.resolve("3cx-ninja.log").toString());
        var policy = new TimeBasedRollingPolicy<ILoggingEvent>();
        policy.setContext(context);
        policy.setParent(appender);
        policy.setFileNamePattern(folder.resolve("3cx-ninja.%d{yyyy-MM-dd}.log.gz").toString());
        policy.setMaxHistory(days);
        policy.setCleanHistoryOnStart(true);
        policy.start();
        appender.setRollingPolicy(policy);
        appender.setEncoder(encoder);
        appender.start();
        return appender;
    }
}
