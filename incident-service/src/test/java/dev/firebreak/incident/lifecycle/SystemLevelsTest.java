package dev.firebreak.incident.lifecycle;

import static dev.firebreak.incident.Alerts.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.catalog.system.SystemDefinition;
import dev.firebreak.incident.TestCatalog;
import dev.firebreak.incident.lifecycle.AlertIntake.Taken;
import dev.firebreak.model.EventId;
import dev.firebreak.model.Severity;
import dev.firebreak.model.command.Command;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.incident.Receiver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The severity tables of five teams: whom each level calls at once, and which promises are watched. */
class SystemLevelsTest {
    private static final Path WITH_ROTATION = Path.of("src/test/resources/systems");

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            voiceaitraining | P0       | critical | incidents on-call     | PT5M  | -     | PT30M
            voiceaitraining | P1       | error    | incidents on-call     | PT5M  | PT30M | PT30M
            voiceaitraining | P2       | warning  | incidents             | -     | PT4H  | -
            voiceaitraining | P3       | info     | incidents             | -     | PT24H | -
            vocavision      | critical | critical | incidents on-call     | PT5M  | -     | PT30M
            vocavision      | high     | error    | incidents on-call     | PT15M | PT30M | -
            vocavision      | medium   | warning  | incidents engineering | -     | PT4H  | -
            vocavision      | low      | info     | incidents             | -     | PT24H | -
            algorhythmic    | P0       | critical | incidents on-call     | PT5M  | -     | PT30M
            algorhythmic    | P1       | error    | incidents on-call     | PT15M | PT30M | -
            algorhythmic    | P2       | warning  | incidents             | -     | PT4H  | -
            algorhythmic    | P3       | info     | incidents             | -     | PT24H | -
            jobsheet-qa     | P1       | critical | dev-team on-call      | PT5M  | PT15M | -
            jobsheet-qa     | P2       | error    | dev-team              | -     | PT1H  | -
            jobsheet-qa     | P3       | warning  | dev-team              | -     | PT4H  | -
            jobsheet-qa     | P4       | info     | dev-team              | -     | PT24H | -
            treinx          | critical | critical | team                  | -     | -     | -
            treinx          | other    | error    | team                  | -     | PT4H  | -
            """)
    void aLevelCallsWhomItSaysAndKeepsItsPromises(
            String system,
            String level,
            String severity,
            String calls,
            Duration acknowledgeWithin,
            Duration respondWithin,
            Duration updateEvery) {
        Taken opened = open(Systems.named(system), level);

        assertThat(opened.decision().dossier().incident().severity()).isEqualTo(Severity.parse(severity));
        assertThat(opened.decision().dossier().incident().receivers())
                .extracting(Receiver::name)
                .containsExactlyInAnyOrder(calls.split(" "));
        List<IncidentEvent> missed = nobodyCares(opened.decision().dossier());
        assertThat(within(missed, "acknowledge")).isEqualTo(listOf(acknowledgeWithin));
        assertThat(within(missed, "respond")).isEqualTo(listOf(respondWithin));
        assertThat(missed.stream()
                        .filter(IncidentEvent.UpdateDue.class::isInstance)
                        .map(it -> ((IncidentEvent.UpdateDue) it).every())
                        .distinct()
                        .toList())
                .isEqualTo(listOf(updateEvery));
    }

    @Test
    void aTeamWithoutPagerDutyCallsWhoeverIsOnCall() {
        Taken opened = open(TestCatalog.load(WITH_ROTATION).system("rotating").orElseThrow(), "critical");

        assertThat(opened.decision().entries().getLast().event())
                .isInstanceOfSatisfying(
                        IncidentEvent.Escalated.class,
                        told -> assertThat(told.receivers())
                                .containsExactly(new Receiver.Slack("team", "#rotating", "U0ADA0001")));
    }

    @Test
    void whoIsOnCallIsAskedWhenTheyAreCalledThePolicyIsThatOfTheOpening(@TempDir Path folder) throws IOException {
        Dossier opened = open(TestCatalog.load(WITH_ROTATION).system("rotating").orElseThrow(), "critical")
                .decision()
                .dossier();
        Path file = Files.createDirectory(folder.resolve("rotating")).resolve("system.yaml");
        Files.writeString(
                file,
                Files.readString(WITH_ROTATION.resolve("rotating/system.yaml"))
                        .replace("U0ADA0001", "U0BARBARA")
                        .replace("    - {after: 0m, notify: [team]}", "    - {after: 0m, notify: [others]}")
                        .replace("  receivers:", "  receivers:\n    others: {slack: {channel: \"#others\"}}"));

        Decision later = Requests.decide(
                opened.calledBy(TestCatalog.load(folder)),
                new Command.EscalateIncident(
                        EventId.next(), Dossiers.ADA, NOON, opened.incident().id(), null),
                null,
                NOON);

        assertThat(later.entries().getLast().event())
                .isInstanceOfSatisfying(
                        IncidentEvent.Escalated.class,
                        told -> assertThat(told.receivers())
                                .containsExactly(new Receiver.Slack("team", "#rotating", "U0BARBARA")));
        assertThat(opened.calledBy(TestCatalog.catalog())).isEqualTo(opened);
    }

    private static Taken open(SystemDefinition system, String level) {
        return Systems.open(system, system.services().getFirst(), level);
    }

    /** What is told in two days in which nobody does anything. */
    private static List<IncidentEvent> nobodyCares(Dossier dossier) {
        List<IncidentEvent> told = new ArrayList<>();
        Dossier then = dossier;
        Instant end = NOON.plus(Duration.ofDays(2));
        while (then.nextDueAt().filter(due -> due.isBefore(end)).isPresent()) {
            Decision decision = Deadline.decide(then, then.nextDueAt().get());
            decision.entries().forEach(entry -> told.add(entry.event()));
            then = decision.dossier();
        }
        return told;
    }

    private static List<Duration> within(List<IncidentEvent> told, String clock) {
        return told.stream()
                .filter(IncidentEvent.ClockMissed.class::isInstance)
                .map(IncidentEvent.ClockMissed.class::cast)
                .filter(missed -> missed.clock().equals(clock))
                .map(IncidentEvent.ClockMissed::within)
                .toList();
    }

    private static List<Duration> listOf(Duration duration) {
        return duration == null ? List.of() : List.of(duration);
    }
}
