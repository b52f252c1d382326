package dev.firebreak.ingest.sentry;

import static dev.firebreak.ingest.source.Deliveries.NOON;
import static dev.firebreak.ingest.source.Deliveries.delivery;
import static dev.firebreak.ingest.source.Deliveries.environment;
import static dev.firebreak.ingest.source.Deliveries.onlyAlert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebreak.ingest.Samples;
import dev.firebreak.ingest.json.PayloadException;
import dev.firebreak.ingest.source.Authentication;
import dev.firebreak.ingest.source.Reading;
import dev.firebreak.model.Link;
import dev.firebreak.model.Severity;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.alert.AlertStatus;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SentrySourceTest {
    private final SentrySource source =
            new SentrySource(environment("FIREBREAK_SENTRY_SECRETS", "next-secret,sentry-client-secret"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"""
        {"action":"resolved","installation":{"uuid":"a8e5d37a-696c-4c54-adb5-b3f28d64c7de"},"data":{},\
        "actor":{"type":"application","id":"sentry","name":"Sentry"}}\
        |f5ef8884ed9a33a68fad898bc3030181706c3d2f63b7b2cc252659c5013e2572""", """
        {"action":"triggered","data":{"title":"caf\\u00e9"}}\
        |50d26bf2dc8cff3fd02662f159a5eee8aa6eaed1fe6ae63657afbef50cf0fd12"""})
    void acceptsTheSignatureOfTheRawBytes(String body, String signature) {
        assertThat(source.authenticate(delivery(body, Map.of("sentry-hook-signature", signature))))
                .isEqualTo(new Authentication.Accepted());
        assertThat(source.authenticate(delivery(body + " ", Map.of("sentry-hook-signature", signature))))
                .isInstanceOf(Authentication.Refused.class);
    }

    @Test
    void refusesTheSignatureOfReserialisedText() {
        String body = "{\"action\":\"triggered\",\"data\":{\"title\":\"café\"}}";
        String ofEscapedText = "50d26bf2dc8cff3fd02662f159a5eee8aa6eaed1fe6ae63657afbef50cf0fd12";

        assertThat(source.authenticate(delivery(body, Map.of("Sentry-Hook-Signature", ofEscapedText))))
                .isInstanceOf(Authentication.Refused.class);
        assertThat(source.authenticate(delivery(body, Map.of()))).isInstanceOf(Authentication.Refused.class);
    }

    @Test
    void mapsEachFieldOfAnEventAlert() {
        Alert alert = onlyAlert(read("event_alert", Samples.sentryEventAlert("1170820242")));

        assertThat(alert.source()).isEqualTo("sentry");
        assertThat(alert.type()).isEqualTo("event_alert");
        assertThat(alert.name()).isEqualTo("High Error Rate");
        assertThat(alert.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(alert.service()).isEqualTo("front-end");
        assertThat(alert.project()).isEqualTo("front-end");
        assertThat(alert.environment()).isEqualTo("production");
        assertThat(alert.release()).isEqualTo("web@1.2.3");
        assertThat(alert.title()).isEqualTo("ReferenceError: heck is not defined");
        assertThat(alert.description()).isEqualTo("heck is not defined (?(runner))");
        assertThat(alert.labels())
                .containsEntry("module", "checkout")
                .containsEntry("browser", "Chrome 75")
                .containsEntry("project_id", "1");
        assertThat(alert.links())
                .containsExactly(
                        new Link(
                                "Sentry event",
                                "https://sentry.io/organizations/acme/issues/1170820242/events/e4874d664c3540c1a32eab185f12c5ab/"),
                        new Link("Sentry issue", "https://sentry.io/organizations/acme/issues/1170820242/"));
        assertThat(alert.startsAt()).isEqualTo(Instant.parse("2026-02-01T10:00:00.391Z"));
    }

    @Test
    void resolvingTheIssueHasTheFingerprintOfItsEventAlerts() {
        Alert fired = onlyAlert(read("event_alert", Samples.sentryEventAlert("77")));
        Alert created = onlyAlert(read("issue", Samples.sentryIssue("77", "created")));
        Alert resolved = onlyAlert(read("issue", Samples.sentryIssue("77", "resolved")));

        assertThat(resolved.status()).isEqualTo(AlertStatus.RESOLVED);
        assertThat(resolved.endsAt()).isEqualTo(NOON);
        assertThat(resolved.fingerprint()).isEqualTo(fired.fingerprint()).isEqualTo(created.fingerprint());
        assertThat(resolved.service()).isEqualTo(fired.service());
    }

    @Test
    void anIssueThatIsBackFiresAgain() {
        Alert created = onlyAlert(read("issue", Samples.sentryIssue("77", "created")));
        Alert back = onlyAlert(read("issue", Samples.sentryIssue("77", "unresolved")));

        assertThat(back.status()).isEqualTo(AlertStatus.FIRING);
        assertThat(back.fingerprint()).isEqualTo(created.fingerprint());
        assertThat(back.deliveryKey()).isNotEqualTo(created.deliveryKey());
        assertThat(back.startsAt()).isEqualTo(Instant.parse("2026-02-01T10:05:00Z"));
    }

    @Test
    void aRepeatOfACreatedIssueIsOneDeliveryHoweverOftenItHappenedSince() {
        String later = Samples.sentryIssue("77", "created").replace("10:05:00Z", "10:07:00Z");

        assertThat(onlyAlert(read("issue", later)).deliveryKey())
                .isEqualTo(onlyAlert(read("issue", Samples.sentryIssue("77", "created")))
                        .deliveryKey());
    }

    @Test
    void aSecondCriticalAfterAWarningIsNoRepeatOfTheFirst() {
        String body = Samples.sentryMetricAlert("critical", "null");

        assertThat(onlyAlert(read("metric_alert", body.replace("1000 events", "1200 events")))
                        .deliveryKey())
                .isNotEqualTo(onlyAlert(read("metric_alert", body)).deliveryKey());
        assertThat(onlyAlert(read("metric_alert", body)).deliveryKey())
                .isEqualTo(onlyAlert(read("metric_alert", body)).deliveryKey());
    }

    @Test
    void aResourceThatIsNoneOfOursNeedsNoAction() {
        assertThat(read("preprod_artifact", "{\"data\":{}}").dropped()).containsExactly("resource_preprod_artifact");
        assertThat(read("replay", "{}").dropped()).containsExactly("unknown_resource");
    }

    @Test
    void theIssueIsFoundInAddressesWhenTheEventDoesNotNameIt() {
        String body = Samples.sentryEventAlert("77").replace("\"issue_id\":\"77\",", "");

        assertThat(onlyAlert(read("event_alert", body)).fingerprint()).isEqualTo("sentry-issue-77");
    }

    @Test
    void aServiceTagWinsOverTheProject() {
        String body = Samples.sentryEventAlert("77").replace("\"module\",\"checkout\"", "\"service\",\"checkout\"");

        assertThat(onlyAlert(read("event_alert", body)).service()).isEqualTo("checkout");
    }

    @Test
    void anEventWithoutRuleOrTagsIsStillAnAlert() {
        Alert alert = onlyAlert(read("event_alert", """
                {"action":"triggered","data":{"event":{"event_id":"def456","title":"Error #1","issue_id":123,
                 "datetime":"no time","project":456,"tags":null,"contexts":{},"release":null}}}"""));

        assertThat(alert.name()).isEqualTo("event_alert");
        assertThat(alert.severity()).isEqualTo(Severity.ERROR);
        assertThat(alert.service()).isEqualTo("456");
        assertThat(alert.fingerprint()).isEqualTo("sentry-issue-123");
        assertThat(alert.startsAt()).isEqualTo(NOON);
    }

    @ParameterizedTest
    @CsvSource({
        "critical, CRITICAL, FIRING",
        "warning, WARNING, FIRING",
        "open, ERROR, FIRING",
        "resolved, INFO, RESOLVED"
    })
    void aMetricAlertIsOneThingWhateverItsAction(String action, Severity severity, AlertStatus status) {
        Alert alert = onlyAlert(read("metric_alert", Samples.sentryMetricAlert(action, "null")));

        assertThat(alert.severity()).isEqualTo(severity);
        assertThat(alert.status()).isEqualTo(status);
        assertThat(alert.fingerprint()).isEqualTo("sentry-metric-9");
        assertThat(alert.name()).isEqualTo("Checkout errors");
        assertThat(alert.service()).isEqualTo("checkout");
        assertThat(alert.environment()).isEqualTo("production");
        assertThat(alert.description()).isEqualTo("1000 events\nFilter: level:error");
        assertThat(alert.labels()).containsEntry("projects", "checkout,web").containsEntry("alert_rule_id", "7");
        assertThat(alert.endsAt()).isEqualTo(status == AlertStatus.RESOLVED ? NOON : null);
    }

    @Test
    void theTimeOfClosingIsTakenWhenThereIsOne() {
        assertThat(onlyAlert(read("metric_alert", Samples.sentryMetricAlert("resolved", "\"2026-02-01T11:00:00Z\"")))
                        .endsAt())
                .isEqualTo(Instant.parse("2026-02-01T11:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "issue, assigned, issue_assigned",
        "issue, ignored, issue_archived",
        "issue, archived, issue_archived",
        "issue, merged, issue_other_action",
        "installation, created, resource_installation",
        "comment, deleted, resource_comment",
        "error, created, resource_error",
        "seer, root_cause_completed, resource_seer",
        "something_new, created, unknown_resource",
        "metric_alert, paused, metric_alert_other_action",
        "event_alert, tested, event_alert_other_action"
    })
    void whatIsNoAlertIsDroppedWithAReason(String resource, String action, String reason) {
        Reading reading = read(resource, "{\"action\":\"" + action + "\",\"data\":{}}");

        assertThat(reading.signals()).isEmpty();
        assertThat(reading.dropped()).containsExactly(reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "event_alert  | {\"data\":{}}                                                | /action",
                "event_alert  | {\"action\":\"triggered\"}                                   | /data/event",
                "event_alert  | {\"action\":\"triggered\",\"data\":{\"event\":\"x\"}}        | /data/event",
                "event_alert  | {\"action\":\"triggered\",\"data\":{\"event\":{}}}           | /data/event/event_id",
                "metric_alert | {\"action\":\"resolved\",\"data\":{}}                        | /data/metric_alert",
                "metric_alert | {\"action\":\"critical\",\"data\":{\"metric_alert\":{}}}     | /data/metric_alert/id",
                "issue        | {\"action\":\"created\",\"data\":{\"issue\":{\"id\":null}}}  | /data/issue/id",
                "issue        | []                                                           | ''"
            })
    void whatIsMissingIsNamed(String resource, String body, String pointer) {
        assertThatThrownBy(() -> read(resource, body)).isInstanceOfSatisfying(PayloadException.class, refusal -> {
            assertThat(refusal.isMalformed()).isFalse();
            assertThat(refusal.pointer()).isEqualTo(pointer);
        });
    }

    private Reading read(String resource, String body) {
        return source.read(delivery(body, Map.of("Sentry-Hook-Resource", resource)));
    }
}
