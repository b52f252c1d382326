package dev.firebreak.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * From the moment when a webhook is due to be sent to the moment when the action's call, and the Slack card, have reached
 * their provider. Open loop: a webhook is sent when it is due, whether or not earlier ones are answered, and counts from
 * when it was due, so waiting is counted.
 */
final class IncidentLatency {
    /** @param refused webhooks that were not answered with 202 */
    record Result(Percentiles answer, Percentiles call, Percentiles card, int refused, int missing) {}

    private static final Pattern ORDER_IN_PATH = Pattern.compile("/api/orders/([^/]+)/retry");
    private static final Pattern ORDER_IN_TEXT = Pattern.compile("Order ([a-z]+-\\d+) is stuck");
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Instance instance;
    private final Http http;
    private final String token;

    IncidentLatency(Instance instance, Http http, String token) {
        this.instance = instance;
        this.http = http;
        this.token = token;
    }

    /** @param run makes the orders of this run different from those of others */
    Result measure(String run, int incidents, int perSecond) throws IOException, InterruptedException {
        List<String> orders = new ArrayList<>();
        for (int i = 0; i < incidents; i++) {
            String order = run + "-" + i;
            orders.add(order);
            http.put(
                    instance.uri("SANDBOX", "/shop/benchmark.example/answers"),
                    "{\"method\":\"POST\",\"path\":\"/api/orders/" + order + "/retry\",\"status\":200,\"body\":{}}");
        }
        Map<String, Instant> due = new HashMap<>();
        List<CompletableFuture<Duration>> answers = send(orders, perSecond, due);
        Map<String, Instant> calls = new HashMap<>();
        Map<String, Instant> cards = new HashMap<>();
        watch(orders, calls, cards);
        return result(due, answers, calls, cards);
    }

    private List<CompletableFuture<Duration>> send(List<String> orders, int perSecond, Map<String, Instant> due) {
        long between = TimeUnit.SECONDS.toNanos(1) / perSecond;
        long start = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
        Instant startAt = Instant.now().plusSeconds(1);
        List<CompletableFuture<Duration>> answers = new ArrayList<>();
        for (int i = 0; i < orders.size(); i++) {
            long at = start + i * between;
            while (System.nanoTime() < at) {
                LockSupport.parkNanos(at - System.nanoTime());
            }
            Instant dueAt = startAt.plusNanos(i * between);
            due.put(orders.get(i), dueAt);
            String body = Webhook.body("benchmark-orders", orders.get(i), dueAt);
            answers.add(http.post(instance.uri("INGEST", "/webhooks/prometheus"), token, body)
                    .thenApply(status -> status == 202 ? Duration.ofNanos(System.nanoTime() - at) : Duration.ZERO));
        }
        return answers;
    }

    /** Asks only after all have been sent, so as not to be part of the load. */
    private void watch(List<String> orders, Map<String, Instant> calls, Map<String, Instant> cards)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end
                && !(calls.keySet().containsAll(orders) && cards.keySet().containsAll(orders))) {
            TimeUnit.SECONDS.sleep(1);
            for (JsonNode effect : http.get(instance.uri("SANDBOX", "/ledger"))) {
                note(effect, calls, cards);
            }
        }
        calls.keySet().retainAll(orders);
        cards.keySet().retainAll(orders);
    }

    private static void note(JsonNode effect, Map<String, Instant> calls, Map<String, Instant> cards) {
        String path = effect.path("path").asString("");
        Instant at = Instant.parse(effect.path("at").asString());
        String called = find(ORDER_IN_PATH, path);
        if (called != null) {
            calls.putIfAbsent(called, at);
        }
        if (path.endsWith("/chat.postMessage")) {
            String posted = find(ORDER_IN_TEXT, effect.path("body").toString());
            if (posted != null) {
                cards.putIfAbsent(posted, at);
            }
        }
    }

    private static Result result(
            Map<String, Instant> due,
            List<CompletableFuture<Duration>> answers,
            Map<String, Instant> calls,
            Map<String, Instant> cards) {
        List<Duration> answered = answers.stream()
                .map(CompletableFuture::join)
                .filter(Duration::isPositive)
                .toList();
        return new Result(
                Percentiles.of(answered),
                since(due, calls),
                since(due, cards),
                answers.size() - answered.size(),
                2 * due.size() - calls.size() - cards.size());
    }

    private static Percentiles since(Map<String, Instant> due, Map<String, Instant> seen) {
        List<Duration> times = new ArrayList<>();
        seen.forEach((order, at) -> times.add(Duration.between(due.get(order), at)));
        return Percentiles.of(times);
    }

    private static @Nullable String find(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : null;
    }
}
