package dev.firebreak.sandbox.slack;

import dev.firebreak.sandbox.call.TokenBucket;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** How often an app may write: new messages per channel, changes per workspace. */
@Component
class SlackLimits {
    /** Null keeps what is set; 0 means no limit. */
    record Rates(
            @Nullable Double messagesPerSecond,
            @Nullable Integer burst,
            @Nullable Integer updatesPerMinute) {}

    private final Map<String, TokenBucket> perChannel = new HashMap<>();
    private double messagesPerSecond = 1;
    private int burst = 5;
    private int updatesPerMinute = 50;
    private TokenBucket updates = updateBucket();

    synchronized void set(Rates rates) {
        messagesPerSecond = rates.messagesPerSecond() == null ? messagesPerSecond : rates.messagesPerSecond();
        burst = rates.burst() == null ? burst : rates.burst();
        updatesPerMinute = rates.updatesPerMinute() == null ? updatesPerMinute : rates.updatesPerMinute();
        perChannel.clear();
        updates = updateBucket();
    }

    private TokenBucket updateBucket() {
        return new TokenBucket(updatesPerMinute / 60.0, updatesPerMinute, System.nanoTime());
    }

    /** @return zero, or the seconds of {@code Retry-After} */
    synchronized int waitFor(String method, String channel) {
        long now = System.nanoTime();
        return switch (method) {
            case "chat.postMessage" ->
                perChannel
                        .computeIfAbsent(channel, added -> new TokenBucket(messagesPerSecond, burst, now))
                        .takeOrWaitSeconds(now);
            case "chat.update" -> updates.takeOrWaitSeconds(now);
            default -> 0;
        };
    }
}
