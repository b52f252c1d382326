package dev.firebreak.catalog.oncall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.catalog.Folders;
import dev.firebreak.catalog.system.SystemDefinition;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rotations, who is called by them, and what makes an incident worse, as a team writes them. */
class OnCallLanguageTest {
    private static final String RECEIVERS = "  receivers:\n";
    private static final String ROTATION = """
              onCall:
                platform:
                  members: [{name: Ada, slack: U0ADA0001}, {name: Grace}]
                  handoff: MON 09:00
                  timezone: Europe/Berlin
                  from: "2026-01-05"
                  overrides:
                    - {from: "2026-01-07T18:00", to: "2026-01-08T09:00", who: Grace}
              raise:
                - {to: P0, when: "incident.age > duration('1h30m') && size(incident.services) > 1", reason: Too long}
              receivers:
                first-line: {slack: {channel: "#incidents", onCall: platform}}
            """;

    @TempDir
    Path folder;

    @Test
    void readsARotationAndWhomAReceiverCalls() {
        Path shop = Folders.write(folder, "shop/system.yaml", Folders.SYSTEM.replace(RECEIVERS, ROTATION));

        SystemDefinition system = Folders.load(shop).system("shop").orElseThrow();

        assertThat(system.calls()).containsEntry("first-line", "platform");
        Rotation rotation = Objects.requireNonNull(system.rotations().get("platform"));
        assertThat(rotation.at(Instant.parse("2026-01-07T16:00:00Z")).who()).isEqualTo(new Member("Ada", "U0ADA0001"));
        assertThat(rotation.at(Instant.parse("2026-01-07T17:00:00Z")).who()).isEqualTo(new Member("Grace", null));
        assertThat(system.raises())
                .singleElement()
                .satisfies(rule -> assertThat(rule.looksAt()).containsExactly(Duration.ofMinutes(90)));
    }

    @Test
    void tellsWhatIsWrongWithTheNearestRightOne() {
        String wrong = ROTATION.replace("MON 09:00", "Monday 9")
                .replace("who: Grace", "who: Grce")
                .replace("onCall: platform}", "onCall: platfrm}")
                .replace("to: P0", "to: P7")
                .replace("U0ADA0001", "ada");

        assertThat(Folders.problemsOfSystem(folder, RECEIVERS, wrong))
                .anySatisfy(line -> assertThat(line).contains("'Monday 9'", "such as MON 09:00"))
                .anySatisfy(line -> assertThat(line).contains("'Grce'", "did you mean Grace?"))
                .anySatisfy(line -> assertThat(line).contains("'platfrm'", "did you mean platform?"))
                .anySatisfy(line -> assertThat(line).contains("'P7'", "one of the severity levels"))
                .anySatisfy(line -> assertThat(line).contains("'ada'", "a user's id"));
    }
}
