package dev.firebreak.remediation.action.redis;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RedisFlushTest {
    @Test
    void readsHowOftenTheServerWasFlushed() {
        assertThat(
                        RedisFlush.flushCount(
                                "# Commandstats\r\ncmdstat_get:calls=9,usec=1\r\ncmdstat_flushdb:calls=12,usec=34,usec_per_call=2.8\r\n"))
                .isEqualTo("12");
    }

    @Test
    void aServerThatWasNeverFlushedSaysNothingOfIt() {
        assertThat(RedisFlush.flushCount("# Commandstats\r\ncmdstat_get:calls=9,usec=1\r\n"))
                .isEqualTo("0");
    }

    @Test
    void aServerThatTellsNothingIsNotTakenForOneThatWasNeverFlushed() {
        assertThat(RedisFlush.flushCount("")).isEqualTo("unknown");
    }
}
