package dev.firebreak.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real browser without a screen, as somebody at the console uses it. It reaches this machine and nothing else. */
final class Browser implements AutoCloseable {
    static final Dimension WIDE = new Dimension(1280, 900);
    static final Dimension PHONE = new Dimension(390, 844);
    private static final Duration SOON = Duration.ofMinutes(2);
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

    private final ChromeDriver driver;
    private final URI console;

    /** Whether Debian's packages {@code chromium} and {@code chromium-driver} are installed. */
    static boolean isInstalled() {
        return Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER);
    }

    Browser(URI console, Dimension size) {
        this.console = console;
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.PERFORMANCE, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toFile());
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--disable-gpu",
                "--hide-scrollbars",
                "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1");
        options.setCapability("goog:loggingPrefs", logs);
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.toFile())
                .usingAnyFreePort()
                .build();
        driver = new ChromeDriver(service, options);
        driver.manage().timeouts().scriptTimeout(Duration.ofMinutes(3)); // axe looks at all of a page
        size(size);
    }

    /** Of the page itself; a window without a screen cannot be as narrow as a phone. */
    void size(Dimension size) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", size.width, "height", size.height, "deviceScaleFactor", 1, "mobile", size.width < 600));
    }

    void scheme(String lightOrDark) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", lightOrDark))));
    }

    /** With the keyboard alone. */
    void logIn(String user, String password) {
        open("/login");
        await("the cursor stands in the field").atMost(SOON).until(() -> isOn("input[name=user]"));
        type(user, Keys.TAB, password, Keys.ENTER);
        await("logged in").atMost(SOON).until(() -> !find("nav").isEmpty());
    }

    void open(String path) {
        driver.get(console.resolve(path).toString());
    }

    /** Where the person is with the keyboard, whatever the page puts there meanwhile. */
    void type(CharSequence... keys) {
        Actions keyboard = new Actions(driver);
        for (CharSequence each : keys) {
            keyboard.sendKeys(each);
        }
        keyboard.perform();
    }

    /** Steps on with the tabulator until it stands on what this selects. */
    void tabTo(String css) {
        for (int i = 0; i < 150; i++) {
            if (isOn(css)) {
                return;
            }
            type(Keys.TAB);
        }
        throw new AssertionError("the keyboard does not reach " + css);
    }

    private boolean isOn(String css) {
        return Boolean.TRUE.equals(script("return document.activeElement?.matches(arguments[0])", css));
    }

    void click(String css) {
        await("click " + css)
                .atMost(SOON)
                .ignoreExceptionsInstanceOf(WebDriverException.class)
                .until(() -> {
                    driver.findElement(By.cssSelector(css)).click();
                    return true;
                });
    }

    List<WebElement> find(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    String title() {
        return Objects.requireNonNull(driver.getTitle());
    }

    /** Waits until it is written there, without loading the page again. */
    void awaitText(String css, String text) {
        await(css + " says " + text)
                .atMost(SOON)
                .ignoreExceptionsInstanceOf(WebDriverException.class) // it is being renewed
                .untilAsserted(() -> assertThat(text(css)).contains(text));
    }

    /** At one go: between the look for an element and the look at it the page may renew it. */
    String text(String css) {
        return String.valueOf(
                script("return document.querySelector(arguments[0]).innerText.replace(/[\\t ]+/g, ' ')", css));
    }

    @Nullable
    Object script(String script, Object... arguments) {
        return driver.executeScript(script, arguments);
    }

    /** What axe-core finds serious or critical, in its words. */
    List<String> seriousFindings() {
        driver.executeScript(axe());
        Object found = driver.executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                axe.run({resultTypes: ['violations']}).then(result => done(result.violations
                  .filter(each => ['serious', 'critical'].includes(each.impact))
                  .map(each => each.id + ': ' + each.nodes.map(node => node.target.join(' ')
                    + ' ' + node.any.map(why => why.message).join('; ')).join(' | '))));""");
        return ((List<?>) Objects.requireNonNull(found))
                .stream().map(String::valueOf).toList();
    }

    /** Whether the page is wider than the window: a phone would have to be moved sideways. */
    boolean isTooWide() {
        return Boolean.TRUE.equals(
                script("return document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"));
    }

    /** Hosts that were asked for anything since the last time. */
    List<String> askedHosts() {
        JsonMapper json = new JsonMapper();
        return driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
                .map(entry -> json.readTree(entry.getMessage()).path("message"))
                .filter(message -> message.path("method").asString("").equals("Network.requestWillBeSent"))
                .map(message -> message.at("/params/request/url"))
                .map(JsonNode::asString)
                .filter(url -> url.startsWith("http") || url.startsWith("ws"))
                .map(url -> URI.create(url.replaceAll("[?#].*", "")).getHost())
                .distinct()
                .toList();
    }

    void picture(Path file) {
        try {
            Picture.write(driver.getScreenshotAs(OutputType.BYTES), file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String axe() {
        try (InputStream in = Browser.class.getResourceAsStream("/axe.min.js")) {
            return new String(Objects.requireNonNull(in, "axe.min.js").readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<Dimension> sizes() {
        return Stream.of(WIDE, PHONE);
    }

    @Override
    public void close() {
        driver.quit();
    }
}
