package dev.firebreak.remediation.execution;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.remediation.RemediationEvent;
import dev.firebreak.remediation.Incidents;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * Secrets in settings, headers, replies and errors reach no log, topic, table or actuator. What is told in Slack and
 * PagerDuty comes from the topics.
 */
class SecretsIT {
    private final Harness harness = Harness.shared();
    private final Shop shop = Shop.next();

    @Test
    void noSecretIsToldAnywhere() {
        // A target that answers with what it was sent, where people would read it.
        harness.json(
                "PUT",
                "/shop/" + shop.host() + "/answers",
                "{\"path\":\"/api/hook\",\"body\":{\"echo\":\"Bearer " + Harness.CANARY
                        + "-admin\",\"state\":\"open\"}}");
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        log.start();
        root.addAppender(log);

        Incident incident = Incidents.incident(shop.service(), "leak", Instant.now());
        harness.send(Incidents.opened(incident));
        harness.finished(incident);
        root.detachAppender(log);

        assertThat(harness.facts(incident).stream()
                        .filter(it -> it.event() instanceof RemediationEvent.StepFailed
                                || it.event() instanceof RemediationEvent.StepSucceeded))
                .hasSizeGreaterThanOrEqualTo(4);
        assertThat(harness.texts()).isNotEmpty().noneMatch(SecretsIT::leaks);
        assertThat(log.list.stream().map(SecretsIT::text)).isNotEmpty().noneMatch(SecretsIT::leaks);
        for (String path : List.of("", "/health", "/prometheus", "/env", "/configprops", "/heapdump", "/loggers")) {
            assertThat(harness.actuator(path)).as(path).doesNotContain(Harness.CANARY);
        }
        assertThat(tablesThatLeak()).isEmpty();
    }

    private List<String> tablesThatLeak() {
        return harness.database()
                .sql("SELECT table_name FROM information_schema.tables WHERE table_schema = 'remediation'")
                .map(row -> String.valueOf(row.get("table_name", String.class)))
                .all()
                .filterWhen(table -> harness.database()
                        .sql("SELECT count(*) > 0 AS leaks FROM \"" + table + "\" AS t WHERE t::text LIKE :secret")
                        .bind("secret", "%" + Harness.CANARY + "%")
                        .map(row -> Boolean.TRUE.equals(row.get("leaks", Boolean.class)))
                        .one())
                .collectList()
                .blockOptional(Harness.SOON)
                .orElseThrow();
    }

    private static boolean leaks(String text) {
        return text.contains(Harness.CANARY);
    }

    private static String text(ILoggingEvent event) {
        return event.getFormattedMessage()
                + event.getKeyValuePairs()
                + (event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy()));
    }
}
