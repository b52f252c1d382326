package dev.firebreak.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * What people in Slack wait for: a card after its incident began, an answer to a press, and the card that shows it. Open
 * loop: a press is made when it is due and counts from then.
 */
final class SlackBenchmark {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    static final String NO_LIMITS = "{\"messagesPerSecond\":0,\"burst\":0,\"updatesPerMinute\":0}";
    private static final int WARM_UP = 1_500;
    private static final Pattern TOLD =
            Pattern.compile("firebreak_notification_delay_seconds_bucket\\{[^}]*vendor=\"slack\"[^}]*} (\\S+)");
    private static final Pattern LE = Pattern.compile("le=\"([^\"]+)\"");

    private final SlackPlan plan;
    private final Http http;

    SlackBenchmark(SlackPlan plan, Http http) {
        this.plan = plan;
        this.http = http;
    }

    Report measure(Path work, String command) throws IOException, InterruptedException {
        NewCards alone = NewCards.measure(Files.createDirectory(work.resolve("alone")), http, plan);
        try (Instance instance = Instance.start(work, http)) {
            http.put(instance.uri("SANDBOX", "/slack/limits"), NO_LIMITS);
            BenchmarksApplication.say("warming up with " + WARM_UP + " incidents");
            press(instance, open(instance, "warm", WARM_UP));
            Map<Double, Double> before = told(instance);
            BenchmarksApplication.say(plan.incidents() + " incidents and presses at " + plan.perSecond() + "/s");
            List<String> incidents = open(instance, "measured", plan.incidents());
            Map<Double, Double> after = told(instance);
            Presses presses = press(instance, incidents);
            return Report.of(command, "p50", "p99", "max")
                    .times("fact → request at Slack, notifier-service alone", alone.told())
                    .times("of these, until the broker has the fact", alone.broker())
                    .times("press → answer", presses.answer())
                    .times("press → the changed card reaches Slack", presses.card())
                    .facts()
                    .fact("cards and presses, at " + plan.perSecond() + "/s", Integer.toString(incidents.size()))
                    .fact("fact → Slack's answer, half of them within", within(before, after, 0.5))
                    .fact("… 99 of 100 within", within(before, after, 0.99))
                    .fact(
                            "cards or changes missing",
                            Integer.toString(2 * plan.incidents()
                                    - incidents.size()
                                    - presses.card().count()));
        }
    }

    private record Presses(Percentiles answer, Percentiles card) {}

    /** Ids of the incidents whose cards have come. */
    private List<String> open(Instance instance, String run, int count) throws IOException, InterruptedException {
        String token = instance.credential("FIREBREAK_PROMETHEUS_TOKENS");
        long after = newest(instance);
        paced(count, i -> {
            var _ = http.post(
                    instance.uri("INGEST", "/webhooks/prometheus"),
                    token,
                    Webhook.body("benchmark-orders", run + "-" + i, Instant.now()));
        });
        Map<String, Instant> cards = new HashMap<>();
        await(() -> {
            cards.putAll(effects(instance, after, "/chat.postMessage", "is stuck"));
            return cards.size() >= count;
        });
        return List.copyOf(cards.keySet());
    }

    private Presses press(Instance instance, List<String> incidents) throws IOException, InterruptedException {
        long after = newest(instance);
        Map<String, Instant> pressed = new HashMap<>();
        List<CompletableFuture<Duration>> answers = new ArrayList<>();
        paced(incidents.size(), i -> {
            String incident = incidents.get(i);
            pressed.put(incident, Instant.now());
            answers.add(http.ask(
                            instance.uri("SANDBOX", "/slack/press"),
                            "{\"action\":\"acknowledge\",\"incident\":\"" + incident + "\"}")
                    .thenApply(answer -> Duration.ofMillis(answer.path("millis").asLong())));
        });
        Map<String, Instant> changed = new HashMap<>();
        await(() -> {
            changed.putAll(effects(instance, after, "/chat.update", "Acknowledged"));
            return changed.keySet().containsAll(incidents);
        });
        List<Duration> cards = new ArrayList<>();
        pressed.forEach((incident, at) -> {
            Instant shown = changed.get(incident);
            if (shown != null) {
                cards.add(Duration.between(at, shown));
            }
        });
        return new Presses(
                Percentiles.of(answers.stream().map(CompletableFuture::join).toList()), Percentiles.of(cards));
    }

    private interface Work {
        void with(int index);
    }

    private void paced(int count, Work work) {
        long between = TimeUnit.SECONDS.toNanos(1) / plan.perSecond();
        long start = System.nanoTime();
        for (int i = 0; i < count; i++) {
            long at = start + i * between;
            while (System.nanoTime() < at) {
                LockSupport.parkNanos(at - System.nanoTime());
            }
            work.with(i);
        }
    }

    private interface Look {
        boolean isDone() throws IOException, InterruptedException;
    }

    /** Looks only after all has been sent, and seldom, so as not to be part of the load. */
    private static void await(Look look) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!look.isDone() && System.nanoTime() < end) {
            TimeUnit.SECONDS.sleep(1);
        }
    }

    private long newest(Instance instance) throws IOException, InterruptedException {
        long newest = 0;
        for (JsonNode effect : http.get(instance.uri("SANDBOX", "/ledger?provider=slack"))) {
            newest = Math.max(newest, effect.path("seq").asLong());
        }
        return newest;
    }

    /** When the first such call about each incident came. */
    private Map<String, Instant> effects(Instance instance, long after, String path, String words)
            throws IOException, InterruptedException {
        Map<String, Instant> first = new HashMap<>();
        URI ledger = instance.uri("SANDBOX", "/ledger?provider=slack&after=" + after);
        for (JsonNode effect : http.get(ledger)) {
            String incident = effect.path("facts").path("incident").asString("");
            if (!incident.isEmpty()
                    && effect.path("path").asString("").endsWith(path)
                    && effect.path("body").toString().contains(words)) {
                first.putIfAbsent(incident, Instant.parse(effect.path("at").asString()));
            }
        }
        return first;
    }

    /** How many were told within so many seconds, cumulative, by notifier-service's own histogram. */
    private Map<Double, Double> told(Instance instance) throws IOException, InterruptedException {
        Map<Double, Double> buckets = new TreeMap<>();
        Matcher lines = TOLD.matcher(http.text(instance.uri("NOTIFIER", "/actuator/prometheus")));
        while (lines.find()) {
            Matcher le = LE.matcher(lines.group());
            if (le.find()) {
                double seconds =
                        le.group(1).equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(le.group(1));
                buckets.merge(seconds, Double.parseDouble(lines.group(1)), Double::sum);
            }
        }
        return buckets;
    }

    private static String within(Map<Double, Double> before, Map<Double, Double> after, double share) {
        double all =
                after.getOrDefault(Double.POSITIVE_INFINITY, 0.0) - before.getOrDefault(Double.POSITIVE_INFINITY, 0.0);
        for (Map.Entry<Double, Double> bucket : after.entrySet()) {
            if (all > 0 && bucket.getValue() - before.getOrDefault(bucket.getKey(), 0.0) >= share * all) {
                return Math.round(bucket.getKey() * 1000) + " ms";
            }
        }
        return "none";
    }
}
