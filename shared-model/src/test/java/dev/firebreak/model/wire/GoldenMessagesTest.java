package dev.firebreak.model.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.model.alert.Signal;
import dev.firebreak.model.command.Command;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.incident.IncidentFact;
import dev.firebreak.model.notification.NotificationFact;
import dev.firebreak.model.remediation.AutomationFact;
import dev.firebreak.model.remediation.BoundsFact;
import dev.firebreak.model.remediation.ChecklistFact;
import dev.firebreak.model.remediation.DryRunFact;
import dev.firebreak.model.remediation.Remediation;
import dev.firebreak.model.remediation.RemediationEvent;
import dev.firebreak.model.remediation.RemediationFact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Messages stay readable for as long as they may lie in a topic. The golden files are what an older version wrote: a
 * change that cannot read them needs a new type ({@code .v2}), not a new file. The system property
 * {@code golden.write} (by {@code JAVA_TOOL_OPTIONS}) writes the
 * files of types that have none yet.
 */
class GoldenMessagesTest {
    private static final Path FOLDER = Path.of("src/test/resources/golden");

    record Golden(String name, Object message, Class<?> readAs) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Golden> goldens() {
        List<Golden> goldens = new ArrayList<>();
        Samples.signals().forEach(it -> goldens.add(new Golden(Wire.typeOf(it), it, Signal.class)));
        Samples.incidentEvents().forEach(it -> goldens.add(new Golden(Wire.typeOf(it), it, IncidentEvent.class)));
        Samples.remediationEvents().forEach(it -> goldens.add(new Golden(Wire.typeOf(it), it, RemediationEvent.class)));
        Samples.richerRemediationEvents()
                .forEach((what, it) ->
                        goldens.add(new Golden(Wire.typeOf(it) + "." + what, it, RemediationEvent.class)));
        goldens.add(new Golden("remediation.byPeople", Samples.remediationByPeople(), Remediation.class));
        Samples.commands().forEach(it -> goldens.add(new Golden("command." + Wire.typeOf(it), it, Command.class)));
        goldens.add(new Golden(
                "fact.incident",
                new IncidentFact(
                        Samples.EVENT,
                        3,
                        Samples.NOON,
                        Samples.MARIE,
                        "c4f3",
                        new IncidentEvent.Acknowledged("investigating"),
                        Samples.incident()),
                IncidentFact.class));
        goldens.add(new Golden(
                "fact.remediation",
                new RemediationFact(
                        Samples.EVENT,
                        3,
                        Samples.NOON,
                        Samples.MARIE,
                        "c4f3",
                        new RemediationEvent.Started("runbook started"),
                        Samples.remediation()),
                RemediationFact.class));
        goldens.add(new Golden(
                Wire.AUTOMATION_CHANGED,
                new AutomationFact(Samples.EVENT, Samples.NOON, Samples.MARIE, "global", true, "release day"),
                AutomationFact.class));
        goldens.add(new Golden(
                Wire.DRY_RUN,
                new DryRunFact(Samples.EVENT, Samples.NOON, Samples.MARIE, Samples.dryRun()),
                DryRunFact.class));
        goldens.add(new Golden(
                Wire.CHECKLIST,
                new ChecklistFact(
                        Samples.EVENT,
                        Samples.NOON,
                        Samples.EVENT.value(),
                        List.of(new ChecklistFact.Look(
                                "Error rate below 0.1 %", false, "error-rate is 2.3, above 0.1"))),
                ChecklistFact.class));
        goldens.add(new Golden(
                Wire.BOUNDS,
                new BoundsFact(
                        Samples.EVENT,
                        Samples.NOON,
                        3,
                        5,
                        1,
                        Duration.ofMinutes(30),
                        2,
                        Duration.ofMinutes(15),
                        0.4,
                        10,
                        2,
                        null),
                BoundsFact.class));
        goldens.add(new Golden(
                "fact.notification",
                new NotificationFact(
                        Samples.EVENT,
                        Samples.INCIDENT,
                        "incidents",
                        "opened",
                        Samples.NOON,
                        Duration.ofMillis(120),
                        "C123/1769940000.000100"),
                NotificationFact.class));
        return goldens.stream();
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void readsWhatAnOlderVersionWrote(Golden golden) throws IOException {
        Path file = FOLDER.resolve(golden.name() + ".json");
        if (Boolean.getBoolean("golden.write") && Files.notExists(file)) {
            Files.createDirectories(FOLDER);
            Files.writeString(
                    file, Wire.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(golden.message()) + "\n");
        }

        assertThat((Object) Wire.JSON.readValue(file.toFile(), golden.readAs())).isEqualTo(golden.message());
    }

    @ParameterizedTest
    @MethodSource("goldens")
    void writesWhatAnOlderVersionCanRead(Golden golden) throws IOException {
        Path file = FOLDER.resolve(golden.name() + ".json");

        assertThat(Wire.JSON.readTree(Wire.JSON.writeValueAsString(golden.message())))
                .isEqualTo(Wire.JSON.readTree(Files.readString(file)));
    }

    @Test
    void hasASampleOfEachMessage() {
        List<Class<?>> sampled =
                goldens().<Class<?>>map(golden -> golden.message().getClass()).toList();

        Stream.of(
                        Signal.class,
                        IncidentEvent.class,
                        RemediationEvent.class,
                        Command.ForIncident.class,
                        Command.ForRemediation.class)
                .flatMap(kind -> Arrays.stream(kind.getPermittedSubclasses()))
                .forEach(message -> assertThat(sampled).contains(message));
    }
}
