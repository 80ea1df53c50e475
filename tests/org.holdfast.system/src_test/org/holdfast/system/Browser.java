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
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.ElementNotInteractableException;
import org.openqa.selenium.Keys;
import org.openqa.selenium.NoAlertPresentException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * A headless Chromium that reaches this machine and nothing else. Where there is none, the test is skipped. All that it
 * writes lies in a folder of its own, which goes with it: Chromium leaves much behind where it finds a home.
 */
final class Browser implements AutoCloseable {
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final Path PROGRAM = Path.of("/usr/bin/chromium");
    private static final int MOST_TABS = 80;
    private static final int ENDS_SECONDS = 30;

    private final ChromeDriver driver;
    private final Path home;

    private Browser(ChromeDriver driver, Path home) {
        this.driver = driver;
        this.home = home;
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
        Path home = folder();
        ChromeDriver driver = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(DRIVER.toFile())
                        .withEnvironment(living(home))
                        .build(),
                options);
        driver.manage().timeouts().scriptTimeout(Await.LONG).pageLoadTimeout(Await.LONG);
        Browser browser = new Browser(driver, home);
        browser.wide(1240, 900);
        return browser;
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("browser");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> living(Path home) {
        Map<String, String> all = new HashMap<>(System.getenv());
        all.keySet().removeIf(each -> each.startsWith("XDG_") || each.equals("DBUS_SESSION_BUS_ADDRESS"));
        all.put("HOME", home.toString());
        all.put("TMPDIR", home.toString());
        return all;
    }

    /** Loads the page anew, in this tab; what the tab keeps it keeps. */
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
        return inModule(module, "each => each." + call);
    }

    /** @param function in JavaScript, of one of the page's modules */
    Object inModule(String module, String function) {
        return driver.executeAsyncScript("const done = arguments[arguments.length - 1]; import('/page/" + module
                + "').then(" + function + ").then(done, fault => done(String(fault)))");
    }

    /** Does this in another tab, which knows nothing of this one, and comes back. */
    void elsewhere(Runnable what) {
        String here = driver.getWindowHandle();
        driver.switchTo().newWindow(WindowType.TAB);
        try {
            what.run();
        } finally {
            driver.close();
            driver.switchTo().window(here);
        }
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
        click(selector, "");
    }

    /** Clicks what has this text, among those, as soon as it is there and can be clicked. */
    void click(String selector, String text) {
        doWith(selector, text, WebElement::click);
    }

    void type(String selector, String text) {
        doWith(selector, "", field -> {
            field.clear();
            field.sendKeys(text);
        });
    }

    /** The page is drawn anew whenever it likes: what is gone in this moment, or not yet to be seen, is tried again. */
    private void doWith(String selector, String text, Consumer<WebElement> what) {
        Await.until(
                selector + " is there, with the text '" + text + "'",
                () -> {
                    try {
                        Optional<WebElement> found = all(selector).stream()
                                .filter(each ->
                                        each.isDisplayed() && each.getText().contains(text))
                                .findFirst();
                        found.ifPresent(what);
                        return found.isPresent();
                    } catch (StaleElementReferenceException | ElementNotInteractableException e) {
                        return false;
                    }
                },
                () -> text("body"));
    }

    /** Says no to a question of the browser's own. */
    void refuse(String question) {
        Await.until("it is asked: " + question, () -> {
            try {
                return driver.switchTo().alert().getText().contains(question);
            } catch (NoAlertPresentException e) {
                return false;
            }
        });
        driver.switchTo().alert().dismiss();
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
        List<ProcessHandle> started = ProcessHandle.current()
                .descendants()
                .filter(each -> each.info().command().orElse("").contains("chrom"))
                .toList();
        driver.quit();
        started.forEach(Browser::end);
        Await.until("the browser's folder is gone", this::clear, home::toString);
    }

    private static void end(ProcessHandle process) {
        try {
            process.onExit().get(ENDS_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            process.destroyForcibly();
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** @return false if something was written meanwhile */
    private boolean clear() {
        try (Stream<Path> all = Files.walk(home)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
            return true;
        } catch (IOException | UncheckedIOException e) {
            return !Files.exists(home);
        }
    }
}
