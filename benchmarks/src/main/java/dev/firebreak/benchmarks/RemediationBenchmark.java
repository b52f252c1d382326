package dev.firebreak.benchmarks;

import dev.firebreak.model.wire.Wire;
import dev.firebreak.model.wire.WireMessage;
import dev.firebreak.remediation.RemediationServiceApplication;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * From the moment when an incident's record is due to be sent to Kafka to the moment when the action's call arrives at
 * its target: reading, deciding, asking the guards, committing that a call may leave, calling. Open loop.
 */
final class RemediationBenchmark {
    private static final List<String> MEMORY =
            List.of("-Xmx512m", "-XX:+UseParallelGC", "-XX:+UseCompactObjectHeaders", "-XX:+ExitOnOutOfMemoryError");
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    /** Until then the service's compiler takes part of the processors. */
    private static final Duration WARM_UP = Duration.ofSeconds(90);

    private static final Map<String, String> OPEN_BRAKES = Map.of(
            "FIREBREAK_BUDGET_AT_ONCE", "-1",
            "FIREBREAK_BUDGET_PER_HOUR", "-1",
            "FIREBREAK_BUDGET_MAX_SHARE", "1",
            "FIREBREAK_BUDGET_OPEN_INCIDENTS", "0",
            "FIREBREAK_BUDGET_FAILURES_IN_A_ROW", "0");

    private final RemediationPlan plan;
    private final Http http;

    RemediationBenchmark(RemediationPlan plan, Http http) {
        this.plan = plan;
        this.http = http;
    }

    /** @param perSecond calls, when many incidents are handed in together */
    private record Round(Percentiles times, int missing, double perSecond, double transactions, Duration processor) {}

    Report measure(Path work, String command) throws IOException, InterruptedException, SQLException {
        Path file = work.resolve("addresses");
        try (Child _ = Edges.peers(work, file);
                CallTarget target = new CallTarget()) {
            Properties addresses = new Properties();
            try (Reader reader = Files.newBufferedReader(file)) {
                addresses.load(reader);
            }
            int port = Child.freePorts(1).getFirst();
            Map<String, String> settings = new HashMap<>(OPEN_BRAKES);
            addresses.stringPropertyNames().forEach(name -> settings.put(name, addresses.getProperty(name)));
            settings.put("FIREBREAK_REMEDIATION_PORT", Integer.toString(port));
            settings.put("FIREBREAK_EGRESS_SANDBOX", "http://127.0.0.1:" + target.port() + "/hosts");
            settings.put(
                    "FIREBREAK_CATALOG", Catalog.write(work.resolve("catalog")).toString());
            try (Child service = Child.start(
                            Child.java(RemediationServiceApplication.class, MEMORY, List.of()),
                            settings,
                            work.resolve("service.txt"));
                    KafkaProducer<String, byte[]> producer = producer(addresses)) {
                service.awaitReady(http, port);
                return measure(service, producer, target, addresses, command);
            }
        }
    }

    private Report measure(
            Child service,
            KafkaProducer<String, byte[]> producer,
            CallTarget target,
            Properties addresses,
            String command)
            throws InterruptedException, SQLException {
        try (FinishedRemediations database = new FinishedRemediations(addresses)) {
            Sender sender = new Sender(producer, target);
            sender.send("warm", (int) (plan.perSecond() * WARM_UP.toSeconds()), plan.perSecond());
            sender.send("hot", plan.atOnce(), 0);
            settle(database);
            Round few = round("few", sender, service, database);
            long before = database.count();
            database.add(plan.finished());
            Round many = round("many", sender, service, database);
            String at = ", " + plan.perSecond() + "/s";
            return Report.of(command, "p50", "p99", "max")
                    .times("record → the action's call" + at, few.times)
                    .times("… with " + plan.finished() + " more finished remediations", many.times)
                    .facts()
                    .fact("remediations/s when " + plan.atOnce() + " are handed in at once", rate(few))
                    .fact("… with " + plan.finished() + " more finished ones", rate(many))
                    .fact("finished before and after", before + " / " + database.count())
                    .fact("calls missing / made twice", few.missing + many.missing + " / " + target.repeated())
                    .fact("transactions of PostgreSQL per remediation", one(few.transactions))
                    .fact("processor time of the service per remediation", one(few.processor.toNanos() / 1e6) + " ms");
        }
    }

    private Round round(String name, Sender sender, Child service, FinishedRemediations database)
            throws InterruptedException, SQLException {
        int count = (int) (plan.perSecond() * plan.length().toSeconds());
        long transactions = database.transactions();
        Duration processor = service.processorTime();
        Sender.Sent steady = sender.send(name, count, plan.perSecond());
        settle(database);
        double each = (double) (database.transactions() - transactions) / count;
        Duration processorEach = service.processorTime().minus(processor).dividedBy(count);
        Sender.Sent burst = sender.send(name + "-burst", plan.atOnce(), 0);
        settle(database);
        return new Round(
                Percentiles.of(steady.times()),
                steady.missing() + burst.missing(),
                (plan.atOnce() - burst.missing()) / (burst.lasted().toNanos() / 1e9),
                each,
                processorEach);
    }

    /** Until all are verified and over: what one run left to do would be in the next one's times. */
    private static void settle(FinishedRemediations database) throws InterruptedException, SQLException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end && database.unfinished() > 0) {
            TimeUnit.MILLISECONDS.sleep(200);
        }
        TimeUnit.SECONDS.sleep(1);
    }

    private static String rate(Round round) {
        return String.format(Locale.ROOT, "%.0f", round.perSecond);
    }

    private static String one(double number) {
        return String.format(Locale.ROOT, "%.1f", number);
    }

    private static KafkaProducer<String, byte[]> producer(Properties addresses) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", addresses.getProperty("FIREBREAK_KAFKA"), "linger.ms", "0", "acks", "all"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /** Hands incidents in and waits for their calls. */
    private record Sender(KafkaProducer<String, byte[]> producer, CallTarget target) {
        /** @param lasted from the first record to the last call */
        record Sent(List<Duration> times, int missing, Duration lasted) {}

        /** @param perSecond 0: all at once */
        Sent send(String run, int count, int perSecond) throws InterruptedException {
            List<WireMessage> messages = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                messages.add(Wire.of(OpenedIncident.of(run + "-" + i)));
            }
            long between = perSecond == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / perSecond;
            long start = System.nanoTime();
            for (int i = 0; i < count; i++) {
                long due = start + i * between;
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                send(messages.get(i));
            }
            producer.flush();
            long end = System.nanoTime() + PATIENCE.toNanos();
            Sent sent = sent(run, count, start, between);
            while (System.nanoTime() < end && sent.missing > 0) { // not in the order in which they were sent
                TimeUnit.MILLISECONDS.sleep(50);
                sent = sent(run, count, start, between);
            }
            return sent;
        }

        private Sent sent(String run, int count, long start, long between) {
            List<Duration> times = new ArrayList<>();
            long last = start;
            for (int i = 0; i < count; i++) {
                Long call = target.calls().get(run + "-" + i);
                if (call != null) {
                    times.add(Duration.ofNanos(call - start - i * between));
                    last = Math.max(last, call);
                }
            }
            return new Sent(times, count - times.size(), Duration.ofNanos(last - start));
        }

        private void send(WireMessage message) {
            var record = new ProducerRecord<>(message.topic().topicName(), message.key(), message.value());
            message.headers()
                    .forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
            var _ = producer.send(record, (_, failure) -> {
                if (failure != null) {
                    throw new IllegalStateException("the broker refused a record", failure);
                }
            });
        }
    }
}
