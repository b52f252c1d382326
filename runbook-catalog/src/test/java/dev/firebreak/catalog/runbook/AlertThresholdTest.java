package dev.firebreak.catalog.runbook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.catalog.Alerts;
import dev.firebreak.catalog.Catalog;
import dev.firebreak.catalog.Folders;
import dev.firebreak.catalog.expression.Condition;
import dev.firebreak.catalog.expression.Site;
import dev.firebreak.model.Severity;
import dev.firebreak.model.alert.Alert;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertThresholdTest {
    @TempDir
    private Path folder;

    @Test
    void readsEachKind() {
        assertThat(threshold("{count: 101, within: 5m}"))
                .isEqualTo(new AlertThreshold.Count(101, Duration.ofMinutes(5)));
        assertThat(threshold("{consecutive: 3}"))
                .isEqualTo(new AlertThreshold.Consecutive(3, Duration.ofHours(24), null));
        assertThat(threshold("{consecutive: 3, within: 1h, unless: \"alert.name == 'Ok'\"}"))
                .isEqualTo(new AlertThreshold.Consecutive(
                        3, Duration.ofHours(1), Condition.parse("alert.name == 'Ok'", Site.ALERT)));
        assertThat(threshold("{for: 5m}")).isEqualTo(new AlertThreshold.Lasting(Duration.ofMinutes(5)));
        assertThat(threshold("{ratio: 0.05, of: \"alert.name == 'Ok'\", least: 20}"))
                .isEqualTo(new AlertThreshold.Ratio(
                        0.05, Condition.parse("alert.name == 'Ok'", Site.ALERT), Duration.ofMinutes(5), 20));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {count: 3, for: 5m}            | found count and for, expected one of count, consecutive, for, ratio
                    {count: 3, within: 0s}         | expected a time up to 24h
                    {count: 3, within: 25h}        | expected a time up to 24h
                    {count: 200000}                | expected a number from 1 to 100000
                    {ratio: 5, of: alert.name == 'Ok'} | expected a share from 0 to below 1, such as 0.05 for 5 %
                    {ratio: 0.5}                   | expected the key 'of'
                    {cuont: 3}                     | did you mean count?
                    {ratio: 0.5, of: alert.nme == 'Ok'} | did you mean name?
                    """)
    void tellsWhatIsWrong(String written, String problem) {
        assertThat(Folders.problemsOfRunbook(folder, "level: P0", "level: P0\n  threshold: " + written))
                .singleElement()
                .asString()
                .startsWith("shop/outage.yaml:9:")
                .endsWith(problem);
    }

    @Test
    void whatHoldsForTheGoodOnesIsCountedBesideWhatMatches() {
        Catalog catalog = catalog("{ratio: 0.05, of: \"alert.name.endsWith('Ok')\"}");

        assertThat(catalog.counting(alert("CheckOk"), Alerts.NOON))
                .extracting(it -> it.runbook().ref().name())
                .isEqualTo(List.of("outage"));
        assertThat(catalog.counting(alert("HealthCheckFailed"), Alerts.NOON)).isEmpty();
        assertThat(catalog.counting(alert("Other"), Alerts.NOON)).isEmpty();
    }

    private AlertThreshold threshold(String written) {
        return catalog(written).runbook("shop", "outage").orElseThrow().threshold();
    }

    private Catalog catalog(String threshold) {
        Folders.shop(folder);
        return Folders.load(Folders.write(
                folder,
                "shop/outage.yaml",
                Folders.RUNBOOK.replace("level: P0", "level: P0\n  threshold: " + threshold)));
    }

    private static Alert alert(String name) {
        return Alerts.prometheus(name, Severity.ERROR, "service", "web");
    }
}
