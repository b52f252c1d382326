package dev.firebreak.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.model.Severity;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeverityWordsTest {
    @ParameterizedTest
    @CsvSource({
        "critical, CRITICAL",
        "Page, CRITICAL",
        "P0, CRITICAL",
        "error, ERROR",
        "high, ERROR",
        "Warning, WARNING",
        "medium, WARNING",
        "whatever, WARNING",
        "info, INFO",
        "none, INFO"
    })
    void severityComesFromTheLabelInAnyCase(String label, Severity severity) {
        assertThat(SeverityWords.severity(label)).isEqualTo(severity);
    }
}
