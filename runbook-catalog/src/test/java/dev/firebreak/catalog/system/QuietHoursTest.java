package dev.firebreak.catalog.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.catalog.Folders;
import dev.firebreak.catalog.expression.Scope;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuietHoursTest {
    private static final String NIGHT = "schedule: \"0 22 * * *\", timezone: Europe/Berlin, lasts: 9h";

    @TempDir
    private Path folder;

    @Test
    void allThatCanWaitDoesUnlessSomeIsNamed() {
        QuietHours night = read("{" + NIGHT + "}");

        assertThat(night.levels()).containsExactly("P1", "P3");
        assertThat(night.receivers()).containsExactly("incidents");
        assertThat(night.covers("web", "P3", "incidents")).isTrue();
        assertThat(night.covers("web", "P0", "incidents")).isFalse();
        assertThat(night.covers("web", "P3", "on-call")).isFalse();
    }

    @Test
    void onlyWhatIsNamedWaits() {
        QuietHours night = read("{" + NIGHT + ", receivers: [incidents], services: [web], levels: [P3]}");

        assertThat(night.covers("web", "P3", "incidents")).isTrue();
        assertThat(night.covers("web", "P1", "incidents")).isFalse();
        assertThat(night.covers("api", "P3", "incidents")).isFalse();
    }

    @Test
    void whatPagesNeverWaits() {
        assertThat(problems("{" + NIGHT + ", levels: [P0]}"))
                .endsWith("found 'P0', expected one of the non-paging levels P1, P3; did you mean P1?");
        assertThat(problems("{" + NIGHT + ", receivers: [on-call]}")).contains("found 'on-call'", "incidents");
        assertThat(problems("{schedule: \"0 22 * * *\", lasts: 8d}")).endsWith("expected a time from 1m to 7d");
    }

    @Test
    void anEscalationMayAskForTheHour() {
        String daytime = "now.getHours('Europe/Berlin') >= 8 && now.getHours('Europe/Berlin') < 18";
        EscalationStep step = load(Folders.SYSTEM.replace("if: level.page", "if: \"" + daytime + "\""))
                .escalation()
                .get(1);

        assertThat(step.applies(at("2026-07-01T06:00:00Z"))).isTrue();
        assertThat(step.applies(at("2026-07-01T05:59:00Z"))).isFalse();
        assertThat(step.applies(at("2026-01-05T06:00:00Z"))).isFalse();
    }

    private static Scope at(String now) {
        return Scope.builder(Instant.parse(now)).build();
    }

    private QuietHours read(String hours) {
        String system = Folders.SYSTEM.replace("  thresholds:", "  quiet: [" + hours + "]\n  thresholds:");
        return load(system).quiet().getFirst();
    }

    private SystemDefinition load(String system) {
        return Folders.load(Folders.write(Folders.shop(folder), "shop/system.yaml", system))
                .system("shop")
                .orElseThrow();
    }

    private String problems(String hours) {
        return String.join(
                "\n", Folders.problemsOfSystem(folder, "  thresholds:", "  quiet: [" + hours + "]\n  thresholds:"));
    }
}
