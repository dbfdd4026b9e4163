package com.ninja3cx.server.web.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/// A real Chromium without a window, as a French technician has it on a small laptop.
final class Browser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /// Starts the machine's own Chromium; the test is skipped where there is none.
    static Browser open() {
        Path chromium =
                program("chromium", "chromium-browser", "google-chrome").orElseGet(() -> missing());
        Path chromedriver = program("chromedriver").orElseGet(() -> missing());
        var options = new ChromeOptions();
        options.setBinary(chromium.toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--window-size=1280,720");
        options.setExperimentalOption("prefs", Map.of("intl.accept_languages", "fr-FR,fr"));
        var logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, java.util.logging.Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        var service =
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(chromedriver.toFile())
                        .usingAnyFreePort()
                        .withLogOutput(java.io.OutputStream.nullOutputStream())
                        .build();
        var driver = new ChromeDriver(service, options);
        driver.manage().window().setSize(new Dimension(1280, 720));
        return new Browser(driver);
    }

    private static Path missing() {
        return abort("Chromium and chromedriver are not installed: the pages are not tried");
    }

    private static Optional<Path> program(String... names) {
        return Stream.of(names)
                .flatMap(
                        name ->
                                Stream.of(System.getenv("PATH").split(File.pathSeparator))
                                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// Opens a page as somebody who was never here: nothing kept from before.
    void visitAnew(String url) {
        driver.get(url + "assets/img/mark.svg");
        driver.manage().deleteAllCookies();
        driver.executeScript("try { localStorage.clear(); } catch (e) {}");
        driver.get(url);
    }

    void visit(String url) {
        driver.get(url);
    }

    void reload() {
        driver.navigate().refresh();
    }

    String path() {
        return java.net.URI.create(driver.getCurrentUrl()).getPath();
    }

    WebElement find(String css) {
        return driver.findElement(By.cssSelector(css));
    }

    List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    Object script(String script) {
        return driver.executeScript(script);
    }

    /// The text a person sees in the element, without blanks at its ends.
    String text(String css) {
        return find(css).getText().strip();
    }

    void awaitText(String css, String expected) {
        try {
            await(css + " reads " + expected, () -> text(css).equals(expected));
        } catch (org.awaitility.core.ConditionTimeoutException late) {
            assertThat(text(css)).as(css).isEqualTo(expected);
        }
    }

    void await(String what, BooleanSupplier condition) {
        Awaitility.await(what)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(25))
                .ignoreExceptionsMatching(
                        e ->
                                e instanceof StaleElementReferenceException
                                        || e instanceof NoSuchElementException)
                .until(condition::getAsBoolean);
    }

    /// Keeps what is on the screen as `target/pictures/<name>.png`, for people to look at.
    void picture(String name) {
        try {
            Path folder = Files.createDirectories(Path.of("target", "pictures"));
            Files.write(folder.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What the browser complained of since it was last asked.
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }

    @Override
    public void close() {
        driver.quit();
    }
}
