package dev.firebreak.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TerminalTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @Test
    void writesOneLineForEachPartWhereNothingCanMove() {
        Terminal terminal = terminal(false);

        terminal.starting("Kafka");
        terminal.ready("Kafka", Duration.ofMillis(1840));

        assertThat(text()).isEqualTo("  ✓ Kafka                  1.8 s\n");
    }

    @Test
    void showsWhatIsStillStartingOnALineThatMovesOn() {
        Terminal terminal = terminal(true);

        terminal.starting("Kafka");
        terminal.starting("PostgreSQL");
        terminal.ready("Kafka", Duration.ofSeconds(2));

        assertThat(text()).endsWith("  … PostgreSQL");
    }

    @Test
    void keepsToLettersWhereNothingElseCanBeShown() {
        Terminal terminal = new Terminal(new PrintStream(written, true, StandardCharsets.US_ASCII), false);

        terminal.ready("Kafka", Duration.ofMillis(1840));

        assertThat(text()).isEqualTo("  + Kafka                  1.8 s\n");
    }

    private Terminal terminal(boolean live) {
        return new Terminal(new PrintStream(written, true, StandardCharsets.UTF_8), live);
    }

    private String text() {
        return written.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
