package dev.firebreak.backtest;

import static dev.firebreak.backtest.Recording.minutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import dev.firebreak.model.alert.Signal;
import dev.firebreak.model.wire.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BacktestTest {
    @Test
    void opensWhatTheThresholdAllowsAndNothingBelow() {
        Recording three = new Recording();
        for (int i = 0; i < 3; i++) {
            three.fires(Duration.ofSeconds(i), "Errors", "api", "error-" + i);
        }

        assertThat(three.outcome("baseline").incidents()).isZero();
        assertThat(three.outcome("baseline").alerts()).containsExactly(entry("below-threshold", 3L));
        assertThat(three.outcome("candidate").incidents()).isEqualTo(1);
        assertThat(three.outcome("candidate").alerts())
                .containsExactly(entry("below-threshold", 2L), entry("opened", 1L));
    }

    @Test
    void aRepeatOfADeliveryChangesNothing() {
        Recording twice = new Recording();
        for (int i = 0; i < 2_000; i++) {
            twice.fires(Duration.ofSeconds(i), "Errors", "nobody", "error-" + i);
        }
        Backtest backtest = new Backtest(null, Recording.catalog("baseline"), Assumptions.STANDARD);
        twice.signals().forEach(signal -> {
            backtest.take(signal);
            backtest.take(signal);
        });
        twice.signals().forEach(backtest::take);

        assertThat(backtest.compare().signals()).isEqualTo(2_000);
    }

    @Test
    void pagesAtOnceAndAgainWhenNobodyAcknowledges() {
        Recording open = new Recording().fires(minutes(0), "Strange", "mail");

        assertThat(open.outcome("baseline"))
                .extracting(Outcome::incidents, Outcome::pages, Outcome::messages, Outcome::escalations)
                .containsExactly(1L, 1L, 1L, 0L);
        open.fires(minutes(16), "Nothing", "unknown");
        assertThat(open.outcome("baseline"))
                .extracting(Outcome::incidents, Outcome::pages, Outcome::messages, Outcome::escalations)
                .containsExactly(1L, 2L, 1L, 1L);
    }

    @Test
    void resolvesAfterTheObservationAndReopensWithinItsTime() {
        Outcome outcome = new Recording()
                .fires(minutes(0), "BreakerOpen", "web")
                .ends(minutes(1), "BreakerOpen", "web")
                .fires(minutes(10), "BreakerOpen", "web")
                .outcome("baseline");

        assertThat(outcome.incidents()).isEqualTo(1);
        assertThat(outcome.reopened()).isEqualTo(1);
    }

    @Test
    void theGovernorsGuardsStopASecondActionWithinItsCooldown() {
        Outcome outcome = new Recording()
                .fires(minutes(0), "BreakerOpen", "web")
                .ends(minutes(1), "BreakerOpen", "web")
                .fires(minutes(10), "BreakerOpen", "web")
                .outcome("baseline");

        assertThat(outcome.done()).isEqualTo(1);
        assertThat(outcome.refusals()).containsExactly(entry("cooldown: shop/breaker/reset (breaker.reset)", 1L));
    }

    @Test
    void maintenanceHoldsAlertsUntilItEnds() {
        Duration inTheWindow = Duration.ofHours(15);
        Recording held = new Recording().fires(inTheWindow, "SlowQueries", "database");

        assertThat(held.outcome("baseline").alerts()).containsExactly(entry("held", 1L));
        held.fires(Duration.ofHours(17), "Nothing", "unknown");
        assertThat(held.outcome("baseline").incidents()).isEqualTo(1);
    }

    @Test
    void manyIncidentsAtOnceBecomeAStorm() {
        Recording storm = new Recording();
        for (int i = 0; i < 40; i++) {
            storm.fires(Duration.ofSeconds(i % 30), "Strange" + i, "mail");
        }

        assertThat(storm.outcome("baseline").incidents()).isEqualTo(31);
    }

    @Test
    void anAlertThatFlapsStaysOneIncident() {
        Recording flapping = new Recording();
        for (int i = 0; i < 10; i++) {
            flapping.fires(minutes(4L * i), "BreakerOpen", "web").ends(minutes(4L * i + 1), "BreakerOpen", "web");
        }

        assertThat(flapping.outcome("baseline").alerts()).containsKey("flapping");
        assertThat(flapping.outcome("baseline").incidents()).isEqualTo(1);
    }

    @Test
    void whatNobodyCanKnowIsAssumedAndSaid() {
        Recording open = new Recording().fires(minutes(0), "BreakerOpen", "web");
        Assumptions bad = new Assumptions(Set.of("breaker.state"), Set.of(), false);

        Comparison comparison = open.compare(null, "baseline", bad);

        assertThat(comparison.candidate().done()).isZero();
        assertThat(Reports.text(comparison)).contains("checks good, but for breaker.state");
        assertThat(open.compare(null, "candidate", Assumptions.STANDARD)
                        .candidate()
                        .asked())
                .isEqualTo(1);
        assertThat(open.compare(null, "candidate", new Assumptions(Set.of(), Set.of(), true))
                        .candidate()
                        .done())
                .isEqualTo(1);
    }

    @Test
    void namesWhatIsOpenedMissedAndJudgedOtherwise() {
        Comparison forth = Recording.ofADay().compare("baseline", "candidate", Assumptions.STANDARD);
        Comparison back = Recording.ofADay().compare("candidate", "baseline", Assumptions.STANDARD);

        assertThat(forth.counts())
                .containsEntry("opened", 1L)
                .containsKey("relevelled")
                .doesNotContainKey("missed");
        assertThat(back.counts()).containsEntry("missed", 1L).doesNotContainKey("opened");
    }

    @Test
    void theSameInputGivesTheSameBytes() {
        assertThat(everything(Recording.ofADay().compare("baseline", "candidate", Assumptions.STANDARD)))
                .isEqualTo(everything(Recording.ofADay().compare("baseline", "candidate", Assumptions.STANDARD)));
    }

    private static List<String> everything(Comparison comparison) {
        return List.of(
                Reports.text(comparison),
                Reports.json(comparison),
                Reports.markdown(comparison),
                HtmlReport.of(comparison));
    }

    @ParameterizedTest
    @CsvSource({"day.txt", "day.json", "day.md", "day.html"})
    void looksLike(String name) throws IOException {
        Comparison comparison = Recording.ofADay().compare("baseline", "candidate", Assumptions.STANDARD);
        String report = switch (name.substring(name.indexOf('.') + 1)) {
            case "txt" -> Reports.text(comparison);
            case "json" -> Reports.json(comparison);
            case "md" -> Reports.markdown(comparison);
            default -> HtmlReport.of(comparison);
        };
        Path written = Path.of("target", "golden", name);
        Files.createDirectories(written.getParent());
        Files.writeString(written, report);

        assertThat(report)
                .as("compare with %s", written)
                .isEqualTo(Files.readString(Path.of("src/test/resources/golden", name)));
    }

    @ParameterizedTest
    @CsvSource({
        "pages > +10%, true",
        "pages > +1000%, false",
        "pages >= 1, true",
        "opened > 0, true",
        "missed > 0, false",
        "actions < -5, false",
        "actions < +0, true"
    })
    void aBoundIsCrossedOrNot(String bound, boolean isCrossed) {
        Comparison comparison = Recording.ofADay().compare("baseline", "candidate", Assumptions.STANDARD);

        assertThat(Bound.parse(bound).isCrossedBy(comparison)).isEqualTo(isCrossed);
    }

    @Test
    void readsWhatWasRecordedAlsoFromGzip(@TempDir Path folder) throws IOException {
        List<String> lines = Recording.ofADay().signals().stream()
                .map(Wire.JSON::writeValueAsString)
                .toList();
        Path file = folder.resolve("alerts.ndjson.gz");
        try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(lines.stream().collect(Collectors.joining("\n\n")).getBytes(StandardCharsets.UTF_8));
        }
        List<Signal> read = new ArrayList<>();

        AlertFile.read(file, read::add);

        assertThat(read).isEqualTo(Recording.ofADay().signals());
    }

    @Test
    void saysWhichLineIsNoSignal(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("alerts.ndjson"), "\n{\"type\": \"nonsense\"}\n");

        assertThatThrownBy(() -> AlertFile.read(file, _ -> {}))
                .isInstanceOf(RecordingException.class)
                .hasMessageContaining("alerts.ndjson:2: found no signal");
    }
}
