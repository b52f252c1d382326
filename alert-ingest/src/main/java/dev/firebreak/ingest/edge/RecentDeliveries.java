package dev.firebreak.ingest.edge;

import dev.firebreak.model.alert.Signal;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What was stored a moment ago, by delivery key, so that a repeat is answered as the first time was without being stored
 * again. Only saves work: whether a delivery is new is decided downstream, in the inbox.
 *
 * <p>Two halves: when the newer one is full, the older one is forgotten.
 */
final class RecentDeliveries {
    private final int half;
    private volatile Map<String, String> newer = new ConcurrentHashMap<>();
    private volatile Map<String, String> older = Map.of();

    /** @param atMost zero to remember nothing */
    RecentDeliveries(int atMost) {
        this.half = atMost / 2;
    }

    /** The id that was answered for it; null when it is new, as far as is known here. */
    @Nullable
    String idOf(Signal signal) {
        String id = newer.get(signal.deliveryKey());
        return id == null ? older.get(signal.deliveryKey()) : id;
    }

    /** Only once they are durable: a repeat of what was not stored must be stored. */
    void stored(List<Signal> signals) {
        if (half == 0) {
            return;
        }
        if (newer.size() >= half) {
            forgetOlder();
        }
        signals.forEach(signal -> newer.put(signal.deliveryKey(), id(signal)));
    }

    private synchronized void forgetOlder() {
        if (newer.size() >= half) {
            older = newer;
            newer = new ConcurrentHashMap<>();
        }
    }

    /** An alert is asked for by its own id later, a fact by its event's. */
    static String id(Signal signal) {
        return switch (signal) {
            case Signal.AlertReceived received -> received.alert().id().toString();
            case Signal.DeploymentChanged changed -> changed.id().toString();
            case Signal.DeploymentRolledBack rolledBack -> rolledBack.id().toString();
        };
    }
}
