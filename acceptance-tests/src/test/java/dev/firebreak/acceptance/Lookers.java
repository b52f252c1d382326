package dev.firebreak.acceptance;

import dev.firebreak.acceptance.Fleet.Member;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** People who look at the list of incidents all the time, at each instance of the service. */
final class Lookers implements AutoCloseable {
    private static final Duration BETWEEN = Duration.ofMillis(50);

    private final Fleet fleet;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<Integer, AtomicInteger> answers = new ConcurrentHashMap<>();
    private final Queue<String> wrongAnswers = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

    private Lookers(Fleet fleet) {
        this.fleet = fleet;
    }

    static Lookers start(Fleet fleet) {
        Lookers lookers = new Lookers(fleet);
        for (Member instance : List.of(Member.INCIDENT_A, Member.INCIDENT_B)) {
            lookers.threads.execute(() -> lookers.look(instance));
        }
        return lookers;
    }

    /** What is neither the list nor "come again". */
    List<String> wrongAnswers() {
        return List.copyOf(wrongAnswers);
    }

    /** How often each status was answered. */
    String summary() {
        return "answers to people: " + answers;
    }

    private void look(Member instance) {
        while (!closed) {
            try {
                note(fleet.http(instance).send("GET", "/api/incidents", Map.of(), new byte[0]));
            } catch (AssertionError e) { // nobody listens there for the moment
                LockSupport.parkNanos(BETWEEN.toNanos());
            }
            LockSupport.parkNanos(BETWEEN.toNanos());
        }
    }

    private void note(JsonHttp.Answer answer) {
        answers.computeIfAbsent(answer.status(), _ -> new AtomicInteger()).incrementAndGet();
        boolean isComeAgain = answer.status() == 503
                && answer.headers().firstValue("Retry-After").isPresent();
        if (answer.status() != 200 && !isComeAgain) {
            wrongAnswers.add(answer.status() + " " + answer.body());
        }
    }

    @Override
    public void close() {
        closed = true;
        threads.close();
    }
}
