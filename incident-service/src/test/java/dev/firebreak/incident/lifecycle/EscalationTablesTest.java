package dev.firebreak.incident.lifecycle;

import static dev.firebreak.incident.Alerts.NOON;
import static dev.firebreak.incident.lifecycle.Dossiers.ADA;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.catalog.system.SystemDefinition;
import dev.firebreak.model.EventId;
import dev.firebreak.model.command.Command;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.incident.Receiver;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whom the teams' documents bring in, and when: as long as nobody cares, once somebody has taken it, once it is contained. */
class EscalationTablesTest {
    private static final Duration LONG_ENOUGH = Duration.ofDays(1);

    /** Who and after how many minutes; what is told at once is told in every case. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            voiceaitraining | web        | P0       | incidents 0, on-call 0     | on-call 5  | incidents 30       | DevOps lead
            voiceaitraining | web        | P1       | incidents 0, on-call 0     | on-call 5  | incidents 30       | CTO
            voiceaitraining | web        | P2       | incidents 0                | -          | -                  | -
            voiceaitraining | web        | P3       | incidents 0                | -          | -                  | -
            vocavision      | site       | critical | incidents 0, on-call 0     | on-call 15 | incidents 30       | DevOps
            vocavision      | database   | critical | incidents 0, on-call 0     | on-call 15 | incidents 30       | database admin
            vocavision      | site       | high     | incidents 0, on-call 0     | on-call 15 | incidents 30       | Vercel's support
            vocavision      | site       | medium   | incidents 0, engineering 0 | -          | -                  | -
            vocavision      | site       | low      | incidents 0                | -          | -                  | -
            algorhythmic    | app        | P0       | incidents 0, on-call 0     | on-call 15 | incidents 30       | platform team
            algorhythmic    | generation | P1       | incidents 0, on-call 0     | on-call 15 | incidents 30       | OpenAI
            algorhythmic    | app        | P2       | incidents 0                | -          | -                  | -
            algorhythmic    | app        | P3       | incidents 0                | -          | -                  | -
            jobsheet-qa     | app        | P1       | dev-team 0, on-call 0      | on-call 5  | tech-lead 30       | -
            jobsheet-qa     | infrastructure | P1   | devops 0, on-call 0        | on-call 5  | platform 30        | -
            jobsheet-qa     | security   | P1       | security 0, on-call 0      | on-call 5  | ciso 30            | -
            jobsheet-qa     | database   | P1       | dba 0, on-call 0           | on-call 5  | data-lead 30       | -
            jobsheet-qa     | business-rules | P1   | product 0, on-call 0       | on-call 5  | product-manager 30 | -
            jobsheet-qa     | app        | P2       | dev-team 0                 | tech-lead 60 | -                | -
            jobsheet-qa     | infrastructure | P2   | devops 0                   | platform 60  | -                | -
            jobsheet-qa     | app        | P3       | dev-team 0                 | -          | -                  | -
            jobsheet-qa     | app        | P4       | dev-team 0                 | -          | -                  | -
            treinx          | app        | critical | team 0                     | -          | -                  | -
            treinx          | app        | other    | team 0                     | -          | -                  | -
            """)
    void eachStepIsTakenInItsTimeUnlessItsConditionHolds(
            String system,
            String service,
            String level,
            String atOnce,
            @Nullable String unlessAcknowledged,
            @Nullable String unlessMitigated,
            @Nullable String words) {
        Told untouched = new Told(system, service, level).afterADay();
        assertThat(untouched.calls()).isEqualTo(joined(atOnce, unlessAcknowledged, unlessMitigated));
        assertThat(new Told(system, service, level).acknowledged().afterADay().calls())
                .isEqualTo(joined(atOnce, unlessMitigated));
        assertThat(new Told(system, service, level).mitigated().afterADay().calls())
                .isEqualTo(atOnce);
        if (words != null) {
            assertThat(untouched.messages()).contains(words);
        }
    }

    private static String joined(@Nullable String... parts) {
        List<String> present = new ArrayList<>();
        for (String part : parts) {
            if (part != null) {
                present.add(part);
            }
        }
        return String.join(", ", present);
    }

    /** An incident and whom it has called so far. */
    private static final class Told {
        private final List<String> calls = new ArrayList<>();
        private final List<String> messages = new ArrayList<>();
        private Dossier dossier;

        Told(String system, String service, String level) {
            SystemDefinition definition = Systems.named(system);
            Decision opened = Systems.open(
                            definition, definition.service(service).orElseThrow(), level)
                    .decision();
            dossier = opened.dossier();
            note(opened, NOON);
        }

        Told acknowledged() {
            Command.AcknowledgeIncident command = new Command.AcknowledgeIncident(
                    EventId.next(), ADA, NOON, dossier.incident().id(), null);
            dossier = Requests.decide(dossier, command, null, NOON).dossier();
            return this;
        }

        Told mitigated() {
            dossier = AlertIntakeTest.mitigated(dossier, NOON).dossier();
            return this;
        }

        Told afterADay() {
            Instant end = NOON.plus(LONG_ENOUGH);
            while (dossier.nextDueAt().filter(due -> due.isBefore(end)).isPresent()) {
                Instant due = dossier.nextDueAt().get();
                Decision decision = Deadline.decide(dossier, due);
                note(decision, due);
                dossier = decision.dossier();
            }
            return this;
        }

        String calls() {
            return String.join(", ", calls);
        }

        String messages() {
            return String.join("\n", messages);
        }

        private void note(Decision decision, Instant at) {
            for (Decision.Entry entry : decision.entries()) {
                if (entry.event() instanceof IncidentEvent.Escalated escalated) {
                    String names =
                            escalated.receivers().stream().map(Receiver::name).collect(Collectors.joining("+"));
                    calls.add(names + " " + Duration.between(NOON, at).toMinutes());
                    if (escalated.message() != null) {
                        messages.add(escalated.message());
                    }
                }
            }
        }
    }
}
