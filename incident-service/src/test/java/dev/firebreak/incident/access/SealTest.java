package dev.firebreak.incident.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SealTest {
    private static final Keys KEYS = new Keys();

    @Test
    void onlyTheKeyThatClosedItOpensIt() {
        String key = KEYS.next();
        byte[] closed = Seal.close("a token", key);

        assertThat(Seal.open(closed, key)).contains("a token");
        assertThat(Seal.open(closed, KEYS.next())).isEmpty();
        assertThat(new String(closed, StandardCharsets.ISO_8859_1)).doesNotContain("token");
    }

    @Test
    void theSameTextIsNeverClosedAlike() {
        String key = KEYS.next();

        assertThat(Seal.close("a token", key)).isNotEqualTo(Seal.close("a token", key));
    }

    @Test
    void whatSomebodyChangedStaysClosed() {
        String key = KEYS.next();
        byte[] closed = Seal.close("a token", key);
        closed[closed.length - 1] ^= 1;

        assertThat(Seal.open(closed, key)).isEmpty();
        assertThat(Seal.open(new byte[3], key)).isEmpty();
    }
}
