package dev.firebreak.acceptance;

import dev.firebreak.acceptance.StormPlan.Delivery;
import dev.firebreak.acceptance.StormPlan.Word;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * Senders as Alertmanager is one: each sends one delivery after the other, and the same one again until it was answered
 * with 202. What was accepted is written down before the next is sent.
 */
final class StormSenders implements AutoCloseable {
    private static final Duration BETWEEN = Duration.ofMillis(200);
    private static final Duration BEFORE_THE_NEXT_TRY = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final URI webhook;
    private final int planned;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final Set<Delivery> accepted = ConcurrentHashMap.newKeySet();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger tries = new AtomicInteger();
    private final Queue<String> wrongAnswers = new ConcurrentLinkedQueue<>();
    private volatile long lastAcceptedNanos;
    private volatile boolean stopped;
    private volatile boolean abandoned;

    StormSenders(URI ingest, List<List<Delivery>> senders) {
        webhook = ingest.resolve("/webhooks/prometheus");
        planned = senders.stream().mapToInt(List::size).sum();
        senders.forEach(sender -> threads.execute(() -> send(sender)));
    }

    /** How much of the plan has been sent, from 0 to 1. */
    double progress() {
        return (double) answered.get() / planned;
    }

    /** Deliveries answered with 202, repeats counted once. */
    Set<Delivery> accepted() {
        return accepted;
    }

    /** Whether anything was accepted since. */
    boolean hasAcceptedSince(long nanos) {
        return lastAcceptedNanos - nanos > 0;
    }

    /** Answers that a sender would take for a final no, or for a reason to drop the message. */
    List<String> wrongAnswers() {
        return List.copyOf(wrongAnswers);
    }

    String summary() {
        return "%d of %d deliveries answered with 202 after %d tries".formatted(answered.get(), planned, tries.get());
    }

    private void send(List<Delivery> deliveries) {
        Map<Delivery, String> bodies = new HashMap<>();
        Map<String, Instant> begun = new HashMap<>();
        for (Delivery delivery : deliveries) {
            String body = bodies.computeIfAbsent(delivery, it -> body(it, begun));
            while (!isAccepted(body)) {
                if (abandoned) {
                    return;
                }
                LockSupport.parkNanos(BEFORE_THE_NEXT_TRY.toNanos());
            }
            accepted.add(delivery);
            answered.incrementAndGet();
            if (stopped) {
                return;
            }
            LockSupport.parkNanos(BETWEEN.toNanos());
        }
    }

    private boolean isAccepted(String body) {
        HttpRequest request = HttpRequest.newBuilder(webhook)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + Fleet.TOKEN)
                .POST(BodyPublishers.ofString(body))
                .build();
        tries.incrementAndGet();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() == 202) {
                lastAcceptedNanos = System.nanoTime();
                return true;
            }
            boolean isComeAgain = answer.statusCode() == 503
                    && answer.headers().firstValue("Retry-After").isPresent();
            if (!isComeAgain) {
                wrongAnswers.add(answer.statusCode() + " " + answer.body());
            }
        } catch (IOException e) { // it is away: refused, reset, or too late
            return false;
        } catch (InterruptedException e) {
            abandoned = true;
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private static String body(Delivery delivery, Map<String, Instant> begun) {
        Instant now = Instant.now();
        String alerts = delivery.words().stream()
                .map(word -> alert(delivery.group(), word, begun, now))
                .collect(Collectors.joining(","));
        return """
                {"receiver":"firebreak","status":"firing","alerts":[%s],"groupLabels":{"group":"%s"},"commonLabels":{},\
                "commonAnnotations":{},"externalURL":"http://alertmanager:9093","version":"4","groupKey":"{}:{group=\\"%2$s\\"}",\
                "truncatedAlerts":0}""".formatted(alerts, delivery.group());
    }

    /** The service spreads the groups over Kafka's partitions. */
    private static String alert(String group, Word word, Map<String, Instant> begun, Instant now) {
        if (word.isFiring()) {
            begun.put(word.fingerprint(), now);
        }
        return """
                {"status":"%s","labels":{"alertname":"OrdersStuck","system":"storm","service":"orders-%s","group":"%s",\
                "severity":"critical"},"annotations":{"summary":"Orders of %3$s are stuck"},"startsAt":"%s","endsAt":"%s",\
                "generatorURL":"http://prometheus:9090/graph","fingerprint":"%s"}""".formatted(
                        word.isFiring() ? "firing" : "resolved",
                        Math.floorMod(group.hashCode(), 16),
                        group,
                        begun.get(word.fingerprint()),
                        word.isFiring() ? "0001-01-01T00:00:00Z" : now,
                        word.fingerprint());
    }

    /** Begins nothing new; returns when what was begun has been accepted, so that nothing is half known. */
    void stop() {
        stopped = true;
        threads.close();
    }

    @Override
    public void close() {
        abandoned = true;
        stop();
        http.close();
    }
}
