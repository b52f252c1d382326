package dev.firebreak.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.model.wire.Wire;
import io.r2dbc.spi.R2dbcBadGrammarException;
import io.r2dbc.spi.R2dbcDataIntegrityViolationException;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.R2dbcNonTransientResourceException;
import io.r2dbc.spi.R2dbcTransientResourceException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import tools.jackson.core.JacksonException;

class FailuresTest {
    @Test
    void bytesThatAreNoJsonNeverWork() {
        try {
            Wire.read("{".getBytes(StandardCharsets.UTF_8), String.class);
        } catch (JacksonException e) {
            assertThat(Failures.isPoison(e)).isTrue();
        }
    }

    @Test
    void aMistakeInTheCodeNeverWorks() {
        assertThat(Failures.isPoison(new NullPointerException())).isTrue();
        assertThat(Failures.isPoison(new NumberFormatException())).isTrue();
        assertThat(Failures.isPoison(new PoisonException("two incidents in one")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"22021", "22P05", "54000", "23502", "23514"})
    void dataThatPostgresRefusesNeverWorks(String state) {
        R2dbcException cause = new R2dbcDataIntegrityViolationException("refused", state, 0);

        assertThat(Failures.isPoison(new DataIntegrityViolationException("insert", cause)))
                .isTrue();
    }

    @Test
    void anOutageMayPass() {
        assertThat(Failures.isPoison(new DataAccessResourceFailureException(
                        "connect", new R2dbcNonTransientResourceException("gone", "08006", 0))))
                .isFalse();
        assertThat(Failures.isPoison(new R2dbcTransientResourceException("starting up", "57P03", 0)))
                .isFalse();
        assertThat(Failures.isPoison(new IllegalStateException("not handled within PT1M", new TimeoutException())))
                .isFalse();
    }

    @Test
    void whatIsNotKnownIsTriedAgain() {
        assertThat(Failures.isPoison(new R2dbcBadGrammarException("no such table yet", "42P01", 0, "select")))
                .isFalse();
        assertThat(Failures.isPoison(new R2dbcDataIntegrityViolationException("a race", "23505", 0)))
                .isFalse();
        assertThat(Failures.isPoison(new R2dbcTransientResourceException("no state")))
                .isFalse();
    }
}
