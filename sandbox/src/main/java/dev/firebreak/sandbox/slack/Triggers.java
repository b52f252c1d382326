package dev.firebreak.sandbox.slack;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What lets an app open a dialog for somebody who just did something: once, and within three seconds. */
@Component
class Triggers {
    private static final Duration LIFE = Duration.ofSeconds(3);
    private static final int MOST = 1_000;

    private record Issued(String user, Instant at, boolean used) {}

    private final InstantSource clock;
    private final Map<String, Issued> issued = new LinkedHashMap<>();

    Triggers(InstantSource clock) {
        this.clock = clock;
    }

    synchronized String issue(String user) {
        String id = clock.instant().toEpochMilli() + ".0." + UUID.randomUUID();
        issued.put(id, new Issued(user, clock.instant(), false));
        if (issued.size() > MOST) {
            issued.remove(issued.keySet().iterator().next());
        }
        return id;
    }

    /** @return whose it is */
    synchronized String use(String id) {
        Issued trigger = issued.get(id);
        if (trigger == null) {
            throw new SlackProblem("invalid_trigger_id");
        }
        if (trigger.used()) {
            throw new SlackProblem("exchanged_trigger_id");
        }
        if (trigger.at().plus(LIFE).isBefore(clock.instant())) {
            throw new SlackProblem("expired_trigger_id");
        }
        issued.put(id, new Issued(trigger.user(), trigger.at(), true));
        return trigger.user();
    }
}
