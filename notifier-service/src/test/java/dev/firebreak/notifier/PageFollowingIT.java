package dev.firebreak.notifier;

import static dev.firebreak.notifier.Incidents.fact;
import static dev.firebreak.notifier.Incidents.in;
import static dev.firebreak.notifier.Incidents.opened;
import static dev.firebreak.notifier.Incidents.toldTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.incident.IncidentState;
import dev.firebreak.model.remediation.RemediationEvent;
import dev.firebreak.model.remediation.RemediationState;
import dev.firebreak.model.remediation.StepKind;
import dev.firebreak.model.remediation.StepStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A status page that only a runbook's step has told is told, too, how it goes on and that it is over. */
class PageFollowingIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    private Path folder;

    @Test
    void thePageThatARunbookToldIsFollowed() throws Exception {
        try (HookReceiver hooks = new HookReceiver();
                RunningNotifier notifier = new RunningNotifier(settings(hooks))) {
            Incident incident = toldTo(List.of(), Incidents.incident(IncidentId.next()));
            hooks.answerWith("/status/pages/p1/incidents/unresolved", """
                    [{"id": "inc1", "status": "investigating", "metadata": {"firebreak": {"incident": "%s"}},
                      "incident_updates": [{"body": "You may see errors."}]}]""".formatted(incident.id()));
            notifier.publish(fact(1, incident, opened(), Instant.now()));
            await().atMost(PATIENCE).until(() -> notifier.count("select count(*) from subject") == 1);
            notifier.publish(Remediations.fact(
                    1,
                    Remediations.remediation(
                            incident,
                            RemediationState.RUNNING,
                            List.of(Remediations.step(
                                    "tell", StepKind.ACTION, "statuspage.update", StepStatus.SUCCEEDED, "told"))),
                    new RemediationEvent.ActionApplied("tell", 1, null, "the page says so")));
            await().atMost(PATIENCE)
                    .untilAsserted(
                            () -> assertThat(notifier.obligations(incident.id().value()))
                                    .containsExactly("opened/customers=SENT"));
            assertThat(hooks.at("/status/pages/p1/incidents")).isEmpty();

            notifier.publish(
                    fact(2, in(IncidentState.RESOLVED, incident), new IncidentEvent.Resolved("nothing fires")));

            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(hooks.at("/status/pages/p1/incidents/inc1"))
                            .singleElement()
                            .satisfies(got -> assertThat(got.body()).contains("All clear", "\"resolved\"")));
        }
    }

    private Map<String, String> settings(HookReceiver hooks) throws IOException {
        Path system = Files.createDirectory(folder.resolve("voice"));
        Files.writeString(system.resolve("system.yaml"), """
                apiVersion: firebreak.dev/v1
                kind: System
                metadata: {name: voiceaitraining}
                spec:
                  title: Voice
                  severityLevels:
                    P0: {title: Critical, severity: critical, respondWithin: 0m, page: true}
                  services:
                    web: {identify: alert.service == 'web'}
                  receivers:
                    customers: {statuspage: {page: {secret: page-id}, token: {secret: page-token}}}
                """);
        Files.writeString(system.resolve("outage.yaml"), """
                apiVersion: firebreak.dev/v1
                kind: Runbook
                metadata: {system: voiceaitraining, name: service-outage}
                spec:
                  title: Outage
                  when: [alert.name == 'HealthCheckFailed']
                  level: P0
                  steps:
                    - id: tell
                      action: statuspage.update
                      with: {target: customers, status: investigating, message: You may see errors.}
                      mode: auto
                """);
        return Map.of(
                "FIREBREAK_CATALOG",
                folder.toString(),
                "FIREBREAK_STATUSPAGE_API",
                hooks.address("/status"),
                "FIREBREAK_PAGE_ID",
                "p1",
                "FIREBREAK_PAGE_TOKEN",
                "page-token");
    }
}
