package dev.firebreak.sandbox.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private final Ledger ledger = new Ledger(InstantSource.fixed(Instant.parse("2026-02-01T10:00:00Z")));

    @Test
    void countsOnAfterItWasCleared() {
        record("slack", "{}");
        ledger.clear();
        record("vercel", "{}");

        assertThat(ledger.after(0, null)).extracting(Effect::seq).containsExactly(2L);
    }

    @Test
    void answersForOneProviderFromAPlaceOn() {
        record("slack", "1");
        record("vercel", "2");
        record("slack", "3");

        assertThat(ledger.after(1, "slack")).extracting(Effect::body).containsExactly("3");
    }

    @Test
    void letsTheOldestGoWhenItIsFull() {
        for (int effect = 0; effect < Ledger.MOST + 5; effect++) {
            record("slack", "{}");
        }

        assertThat(ledger.after(0, null)).hasSize(Ledger.MOST);
        assertThat(ledger.after(0, null).getFirst().seq()).isEqualTo(6);
    }

    private void record(String provider, String body) {
        ledger.record(provider, "POST", "/", 200, body, Map.of());
    }
}
