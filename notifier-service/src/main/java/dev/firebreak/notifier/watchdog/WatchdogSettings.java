package dev.firebreak.notifier.watchdog;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param every how often it is looked whether a call for help is late
 * @param grace how late one may be, with nobody told in its place, before the heartbeat is withheld
 * @param heartbeatOut is asked with GET after each look that found nothing; somebody outside who misses it knows that
 *     people are not told. Null or blank for nobody
 * @param heartbeatEvery at most so often
 */
@ConfigurationProperties("firebreak.watchdog")
record WatchdogSettings(
        @DefaultValue("5s") Duration every,
        @DefaultValue("1m") Duration grace,
        @Nullable String heartbeatOut,
        @DefaultValue("30s") Duration heartbeatEvery) {

    /** Leaves the address out: whoever has it can beat for us. */
    @Override
    public String toString() {
        return "WatchdogSettings[every=" + every + ", grace=" + grace + ", heartbeatEvery=" + heartbeatEvery + "]";
    }
}
