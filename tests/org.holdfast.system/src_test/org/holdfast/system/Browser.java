// SPDX-License-Identifier: EPL-2.0
package org.holdfast.system;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A headless Chromium that reaches this machine and nothing else. Where there is none, the test is skipped. */
final class Browser implements AutoCloseable {
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Path PROGRAM = Path.of("/usr/bin/chromium");
    private static final int MOST_TABS = 80;

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    static Browser open() {
        assumeTrue(
                Files.isExecutable(DRIVER) && Files.isExecutable(PROGRAM),
                "there is no Chromium with its driver, so the web page is not looked at (apt-get install chromium-driver)");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(PROGRAM.toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
                "--lang=en",
                "--hide-scrollbars",
                "--window-size=1240,900",
                "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriver driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(DRIVER.toFile())
                        .build(),
                options);
        driver.manage().timeouts().scriptTimeout(Duration.ofSeconds(60));
        Browser browser = new Browser(driver);
        browser.wide(1240, 900);
        return browser;
    }

    /** In a tab of its own, without what other tabs know. */
    void go(String address) {
        driver.get("about:blank");
        driver.get(address);
    }

    String address() {
        return driver.getCurrentUrl();
    }

    Object script(String text, Object... arguments) {
        return driver.executeScript(text, arguments);
    }

    /** What a function of one of the page's modules gives. @param call as {@code name(arguments)}, in JavaScript */
    Object evaluate(String module, String call) {
        return driver.executeAsyncScript("const done = arguments[arguments.length - 1];" + "import('/page/" + module
                + "').then(module => done(module." + call + "), fault => done(String(fault)))");
    }

    private List<WebElement> all(String selector) {
        return driver.findElements(By.cssSelector(selector));
    }

    /** What people see of it; empty while it is not there. */
    String text(String selector) {
        try {
            return String.join(
                    "\n", all(selector).stream().map(WebElement::getText).toList());
        } catch (StaleElementReferenceException e) {
            return ""; // drawn anew in this moment
        }
    }

    void await(String selector, String part) {
        Await.until(selector + " says " + part, () -> text(selector).contains(part), () -> text("body"));
    }

    void click(String selector) {
        Await.until(selector + " is there", () -> !all(selector).isEmpty(), () -> text("body"));
        all(selector).getFirst().click();
    }

    /** Clicks what has this text, among those. */
    void click(String selector, String text) {
        Await.until(text + " is there", () -> text(selector).contains(text), () -> text("body"));
        all(selector).stream()
                .filter(each -> each.getText().contains(text))
                .findFirst()
                .orElseThrow()
                .click();
    }

    void type(String selector, String text) {
        WebElement field = all(selector).getFirst();
        field.clear();
        field.sendKeys(text);
    }

    void press(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    /** Presses Tab until this has the focus, as somebody without a mouse does, and that it can be seen where it is. */
    void tabTo(String selector) {
        for (int i = 0; i < MOST_TABS; i++) {
            press(Keys.TAB);
            if (Boolean.TRUE.equals(script("return document.activeElement.matches(arguments[0])", selector))) {
                assertEquals(
                        Boolean.TRUE,
                        script("return getComputedStyle(document.activeElement).outlineStyle !== 'none'"),
                        selector + " shows no focus");
                return;
            }
        }
        throw new AssertionError(selector + " cannot be reached by Tab; the focus is on "
                + script("return document.activeElement.outerHTML"));
    }

    void wide(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** @param scheme light or dark: what the system prefers */
    void prefer(String scheme) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /** What keeps people from using what is shown now, by the rules of axe-core; empty if it finds nothing. */
    List<?> hindrances() {
        try (InputStream axe = Browser.class.getResourceAsStream("/axe.min.js")) {
            driver.executeScript(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return (List<?>) driver.executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                axe.run(document, {resultTypes: ['violations']}).then(
                    found => done(found.violations.map(each =>
                        each.id + ': ' + each.nodes.map(node => node.target + ' ' + node.failureSummary).join('; '))),
                    failure => done(['axe failed: ' + failure]));
                """);
    }

    /** What the browser complained of since it was asked last, but for answers with status 403. */
    List<String> complaints() {
        return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
                .filter(each -> each.getLevel().intValue() >= Level.WARNING.intValue())
                .map(LogEntry::getMessage)
                .filter(each -> !each.contains("status of 403"))
                .toList();
    }

    void shoot(Path file) {
        File taken = driver.getScreenshotAs(OutputType.FILE);
        try {
            Files.copy(taken.toPath(), file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
