package dev.firebreak.ingest.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class EdgeSettingsTest {
    private final EdgeSettings settings = new EdgeSettings(
            Duration.ofSeconds(10), DataSize.ofMegabytes(32), 512, Duration.ofMillis(600), 10_000, Map.of(), 20_000);

    @Test
    void aSmallHeapHoldsFewerBodiesThanTheSettingAllows() {
        assertThat(settings.maxBytesInFlight(DataSize.ofMegabytes(128).toBytes()))
                .isEqualTo(DataSize.ofMegabytes(16).toBytes());
        assertThat(settings.maxBytesAtWork(DataSize.ofMegabytes(128).toBytes()))
                .isEqualTo(DataSize.ofMegabytes(1).toBytes());
        assertThat(settings.maxBytesAtWork(DataSize.ofGigabytes(6).toBytes()))
                .isEqualTo(DataSize.ofMegabytes(4).toBytes());
        assertThat(settings.maxBytesInFlight(DataSize.ofGigabytes(6).toBytes()))
                .isEqualTo(DataSize.ofMegabytes(32).toBytes());
    }
}
