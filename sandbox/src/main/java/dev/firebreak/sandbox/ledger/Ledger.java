package dev.firebreak.sandbox.ledger;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The oracle of the whole-system tests: what really reached the outside. Bounded; the oldest go first. */
@Component
public class Ledger {
    static final int MOST = 100_000;
    static final long MOST_BYTES = 96L * 1024 * 1024;

    private final InstantSource clock;
    private final Deque<Effect> effects = new ArrayDeque<>();
    private long bytes;
    private long seq;

    Ledger(InstantSource clock) {
        this.clock = clock;
    }

    public synchronized void record(
            String provider, String method, String path, int status, String jsonBody, Map<String, Object> facts) {
        seq++;
        var effect = new Effect(
                seq, clock.instant(), System.nanoTime(), provider, method, path, status, jsonBody, Map.copyOf(facts));
        effects.addLast(effect);
        bytes += effect.bytes();
        while (effects.size() > MOST || bytes > MOST_BYTES) {
            bytes -= effects.removeFirst().bytes();
        }
    }

    synchronized List<Effect> after(long seqBefore, @Nullable String provider) {
        return effects.stream()
                .filter(effect -> effect.seq() > seqBefore)
                .filter(effect -> provider == null || provider.equals(effect.provider()))
                .toList();
    }

    synchronized void clear() {
        effects.clear();
        bytes = 0;
    }
}
