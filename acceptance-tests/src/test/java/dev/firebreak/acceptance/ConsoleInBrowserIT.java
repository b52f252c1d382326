package dev.firebreak.acceptance;

import static dev.firebreak.acceptance.RunningFirebreak.SOON;
import static dev.firebreak.acceptance.ThreeSystemsIT.alert;
import static dev.firebreak.acceptance.ThreeSystemsIT.resolved;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.firebreak.standalone.ServiceName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;

/**
 * The console in a real browser; skipped where Chromium is not installed. With {@code -Dconsole.pictures=FOLDER} each
 * page's picture is kept there, light and dark, wide and as on a phone.
 */
@EnabledIf(value = "dev.firebreak.acceptance.Browser#isInstalled", disabledReason = "no chromium and chromedriver here")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class) // later ones look at what earlier ones left
class ConsoleInBrowserIT {
    private static final String SHOP = "/shop/app.voiceaitraining.com";
    private static final @Nullable String PICTURES = System.getProperty("console.pictures");

    @RegisterExtension
    static final RunningFirebreak FIREBREAK = new RunningFirebreak();

    private final List<Browser> browsers = new ArrayList<>();

    @AfterEach
    void close() {
        browsers.forEach(Browser::close);
    }

    @Test
    @Order(1)
    void anEmptyConsoleSaysWhatToDoNext() {
        Browser browser = loggedIn(Browser.WIDE);

        assertThat(browser.text("main")).contains("All quiet", "Send a sample alert", "/webhooks/prometheus");
        assertThat(browser.text(".sandbox")).contains("Slack", "Vercel", "PagerDuty");
        pictures(browser, "first", "/");
        assertThat(browser.seriousFindings()).isEmpty();
    }

    @Test
    @Order(2)
    void anOutageIsWatchedByTwoAndApprovedByOne() {
        Browser first = loggedIn(Browser.WIDE);
        Browser second = loggedIn(Browser.PHONE);
        FIREBREAK.sandbox().post(SHOP + "/deploy", Map.of("bad", true, "commit", "Cache sessions in memory"));
        Map<String, Object> alert = alert("HealthCheckFailed", "voiceaitraining", "web");
        deliver(alert);

        first.awaitText("main", "Waiting for your answer");
        first.awaitText(".list", "asks for approval");
        await().atMost(SOON).untilAsserted(() -> assertThat(first.title()).startsWith("(1) "));
        pictures(first, "now", "/");
        second.click(".list .what a");
        second.awaitText(".ask", "rollback");
        pictures(first, "incident", "/incidents/1");

        first.open("/incidents/1");
        first.click(".ask .go");
        second.awaitText(".steps", "succeeded");
        second.awaitText("#state-word", "mitigated");
        first.click("#acknowledge");
        second.awaitText(".facts", "Owner");
        deliver(resolved(alert));
        first.awaitText("#state-word", "resolved");
        second.awaitText("#state-word", "resolved");
        assertThat(rollbacks()).isEqualTo(1);
        assertThat(second.isTooWide()).as("on a phone").isFalse();
    }

    @Test
    @Order(3)
    void anOpenPageRecoversFromARestart() {
        Browser browser = loggedIn(Browser.WIDE);
        FIREBREAK.standalone().restart(ServiceName.INCIDENT_SERVICE);

        Map<String, Object> odd = new HashMap<>(alert("OddThing", "voiceaitraining", "web"));
        odd.put(
                "annotations",
                Map.of("summary", "<img src=x onerror=\"window.owned=1\"><script>window.owned=1</script>"));
        deliver(odd);

        browser.awaitText(".list", "<img src=x");
        browser.click(".list .what a");
        browser.awaitText(".head", "<img src=x");
        assertThat(browser.script("return String(window.owned)")).isEqualTo("undefined");
        assertThat(browser.find("main img, main script")).isEmpty();
    }

    @Test
    @Order(4)
    void theKeyboardAloneIsEnough() {
        Browser browser = loggedIn(Browser.WIDE);

        browser.tabTo(".list .what a");
        Object stoodOn = browser.script("return document.activeElement.href");
        deliver(alert("MeanwhileThing", "voiceaitraining", "web"));
        browser.awaitText(".list", "MeanwhileThing");
        assertThat(browser.script("return document.activeElement.href"))
                .as("after the page was brought up to date")
                .isEqualTo(stoodOn);
        browser.type(Keys.ENTER);
        browser.awaitText("main", "Timeline");
        browser.tabTo("#note");
        browser.type("typed with no mouse", Keys.ENTER);
        browser.awaitText(".time", "typed with no mouse");
        browser.tabTo("#more summary");
        browser.type(Keys.ENTER);
        browser.tabTo("#merge-into");
        browser.type(Keys.ESCAPE);
        await("back at the menu, which is closed")
                .atMost(SOON)
                .until(() -> Boolean.TRUE.equals(browser.script(
                        "return document.querySelector('#more:not([open]) summary') === document.activeElement")));
        browser.tabTo("#acknowledge");
        browser.type(Keys.SPACE);
        browser.awaitText("#state-word", "acknowledged");
    }

    @Test
    @Order(5)
    void moreCommandsAreReadableWhereverTheyOpen() {
        Browser browser = loggedIn(Browser.WIDE);
        browser.open("/incidents/2");
        browser.click("#more summary");

        for (String scheme : List.of("light", "dark")) {
            browser.scheme(scheme);
            Browser.sizes().forEach(size -> {
                browser.size(size);
                assertThat(browser.isTooWide()).as(size + " " + scheme).isFalse();
                assertThat(browser.seriousFindings()).as(size + " " + scheme).isEmpty();
                picture(browser, "incident-more", scheme, size);
            });
        }
        browser.click("h1");
        await().atMost(SOON).until(() -> browser.find("#more[open]").isEmpty());
    }

    @Test
    @Order(6)
    void everyPageIsForEverybodyAndAsksNobodyElse() {
        Browser browser = loggedIn(Browser.WIDE);
        Map<String, String> pages = Map.ofEntries(
                Map.entry("over", "/"),
                Map.entry("incident-over", "/incidents/1"),
                Map.entry("postmortem", "/incidents/1/postmortem"),
                Map.entry("automation", "/automation"),
                Map.entry("catalogue", "/catalogue"),
                Map.entry("runbook", "/catalogue/voiceaitraining/service-outage"),
                Map.entry("insight", "/insight"),
                Map.entry("delivery", "/delivery"),
                Map.entry("access", "/access"));

        pages.forEach((name, path) -> {
            for (String scheme : List.of("light", "dark")) {
                browser.size(Browser.WIDE);
                browser.scheme(scheme);
                browser.open(path);
                if (name.equals("postmortem")) {
                    browser.awaitText("#preview", "Summary");
                }
                if (name.equals("delivery")) {
                    await().atMost(SOON).untilAsserted(() -> {
                        browser.open(path);
                        assertThat(browser.text("main"))
                                .contains("alert-ingest up", "notifier-service up", "remediation-service up")
                                .contains("Everybody knows what they have to know")
                                .doesNotContain("does not answer");
                    });
                }
                assertThat(browser.seriousFindings()).as(path + " " + scheme).isEmpty();
            }
            browser.size(Browser.PHONE);
            assertThat(browser.isTooWide()).as(path + " on a phone").isFalse();
            pictures(browser, name, path);
        });
        browser.click(".out button");
        browser.awaitText("main", "Password");
        for (String scheme : List.of("light", "dark")) {
            browser.scheme(scheme);
            assertThat(browser.seriousFindings()).as("login " + scheme).isEmpty();
        }
        browser.size(Browser.PHONE);
        assertThat(browser.isTooWide()).as("login on a phone").isFalse();
        pictures(browser, "login", "/login");
        assertThat(browser.askedHosts()).containsOnly("127.0.0.1");
    }

    private static void deliver(Map<String, ?> alert) {
        FIREBREAK.deliver(FIREBREAK.webhook("prometheus", alert));
    }

    private Browser loggedIn(Dimension size) {
        Browser browser = new Browser(FIREBREAK.standalone().uri(ServiceName.INCIDENT_SERVICE), size);
        browsers.add(browser);
        browser.logIn("admin", FIREBREAK.standalone().credentials().adminPassword());
        return browser;
    }

    private static void pictures(Browser browser, String name, String path) {
        if (PICTURES == null) {
            return;
        }
        for (String scheme : List.of("light", "dark")) {
            browser.scheme(scheme);
            Browser.sizes().forEach(size -> {
                browser.size(size);
                browser.open(path);
                picture(browser, name, scheme, size);
            });
        }
        browser.scheme("light");
        browser.size(Browser.WIDE);
    }

    private static void picture(Browser browser, String name, String scheme, Dimension size) {
        if (PICTURES != null) {
            browser.picture(Path.of(PICTURES, name + "-" + scheme + (size.width < 600 ? "-phone" : "") + ".png"));
        }
    }

    private static long rollbacks() {
        return FIREBREAK.effects("vercel").stream()
                .filter(effect -> effect.path("facts").path("call").asString("").equals("rollback"))
                .count();
    }
}
