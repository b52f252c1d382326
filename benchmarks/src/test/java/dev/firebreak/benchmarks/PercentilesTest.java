package dev.firebreak.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PercentilesTest {
    @Test
    void theP99OfFiveHundredIsTheFourHundredNinetyFifth() {
        Percentiles times = Percentiles.of(IntStream.rangeClosed(1, 500)
                .mapToObj(Duration::ofMillis)
                .toList()
                .reversed());

        assertThat(times.at(0.5)).isEqualTo(Duration.ofMillis(250));
        assertThat(times.at(0.99)).isEqualTo(Duration.ofMillis(495));
        assertThat(times.at(1)).isEqualTo(Duration.ofMillis(500));
        assertThat(times.text(0.99)).isEqualTo("495.0 ms");
    }

    @Test
    void nothingMeasuredIsSaidSo() {
        assertThat(Percentiles.of(List.of()).text(0.5)).isEqualTo("none");
    }
}
