package com.ninja3cx.bench.tickets;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;

/// How a server process is started. The first one writes down what it has loaded when it ends; all
/// others start from that in half the time.
final class ServerCommand {

    private final Path archive;
    private final String classPath;

    /// @param folder for the archive, and for what it needs
    ServerCommand(Path folder) throws IOException {
        this.archive = folder.resolve("server.jsa");
        this.classPath = packed(System.getProperty("java.class.path"), folder);
    }

    /// Only archives of code can be loaded faster: folders become such.
    private static String packed(String classPath, Path folder) throws IOException {
        ToolProvider jar =
                ToolProvider.findFirst("jar").orElseThrow(() -> new IOException("no JDK"));
        var entries = new ArrayList<String>();
        for (String entry : classPath.split(File.pathSeparator)) {
            Path place = Path.of(entry);
            if (!Files.isDirectory(place)) {
                entries.add(entry);
                continue;
            }
            String file = folder.resolve("classes-" + entries.size() + ".jar").toString();
            int status =
                    jar.run(
                            System.out,
                            System.err,
                            "--create",
                            "--no-compress",
                            "--file",
                            file,
                            "-C",
                            entry,
                            ".");
            if (status != 0) {
                throw new IOException("could not pack " + entry);
            }
            entries.add(file);
        }
        return String.join(File.pathSeparator, entries);
    }

    /// @param fatal named moment at which the server ends by itself; empty = none
    List<String> line(String fatal) {
        var line = new ArrayList<String>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m",
                        // An archive that cannot be used is no fault.
                        "-Xshare:auto",
                        "-Xlog:disable",
                        Files.exists(archive)
                                ? "-XX:SharedArchiveFile=" + archive
                                : "-XX:ArchiveClassesAtExit=" + archive,
                        "-cp",
                        classPath,
                        ServerUnderTest.class.getName()));
        if (!fatal.isEmpty()) {
            line.add(fatal);
        }
        return line;
    }
}
