package dev.firebreak.remediation.execution;

import dev.firebreak.model.Actor;
import dev.firebreak.model.Origin;
import dev.firebreak.model.remediation.Approval;
import dev.firebreak.model.remediation.RemediationEvent;
import dev.firebreak.model.remediation.Step;
import dev.firebreak.remediation.approval.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One afternoon of a few remediations, made from a seed: workers that die and stand still, people, time. */
final class Simulation {
    private static final int MOST = 6;
    private static final String[] SERVICES = {"web", "api"};
    private static final Actor[] PEOPLE = {
        person("marie", "responder"), person("ada", "responder"), person("vera", "viewer"), person("joe", "responder")
    };

    private final Random random;
    private final World world;
    private final Turn.@Nullable Part[] workers = new Turn.Part[4];
    private final List<UUID> asked = new ArrayList<>();

    Simulation(long seed, Core core, Fault fault) {
        random = new Random(seed);
        world = new World(core, fault, random);
        for (Actor actor : PEOPLE) {
            world.roles.put(actor.id(), actor.roles());
        }
    }

    private static Actor person(String name, String role) {
        return new Actor("slack:" + name, name, Origin.SLACK, List.of(role));
    }

    /** @throws Invariants.Broken with the promise that was not kept */
    void run(int steps) {
        start();
        for (int i = 0; i < steps; i++) {
            step();
        }
        settle();
        world.invariants.end();
    }

    private void step() {
        switch (random.nextInt(32)) {
            case 0 -> start();
            case 1 -> workers[random.nextInt(workers.length)] = null; // it dies
            case 2 -> pass(Duration.ofSeconds(random.nextInt(200)));
            case 3, 4, 5 -> pass(Duration.ofSeconds(random.nextInt(12)));
            case 6, 7, 8, 9 -> answer();
            case 10 -> outside();
            default -> work(random.nextInt(workers.length));
        }
    }

    private void pass(Duration time) {
        world.now = world.now.plus(time);
    }

    private void start() {
        if (world.rows.size() < MOST) {
            world.start(SERVICES[random.nextInt(SERVICES.length)], Books.ALL.get(random.nextInt(Books.ALL.size())));
        }
    }

    private void work(int worker) {
        Turn.Part part = workers[worker];
        workers[worker] = part == null ? claim() : part.go();
        pass(Duration.ofMillis(random.nextInt(400)));
    }

    private Turn.@Nullable Part claim() {
        Row row = world.rows.get(random.nextInt(world.rows.size()));
        return new Turn(world, row, 0.95 + random.nextDouble() * 0.1).begin();
    }

    /** A person answers a question that is asked, or was once. */
    private void answer() {
        Row row = world.rows.get(random.nextInt(world.rows.size()));
        row.remediation.steps().stream()
                .map(Step::approval)
                .filter(it -> it != null && !asked.contains(it.id()))
                .map(Approval::id)
                .forEach(asked::add);
        if (asked.isEmpty()) {
            return;
        }
        UUID id = asked.get(Math.max(0, asked.size() - 1 - random.nextInt(3)));
        Actor actor = PEOPLE[random.nextInt(PEOPLE.length)];
        RemediationEvent event = random.nextInt(12) == 0
                ? Answer.no(row.remediation, id, actor, null, world.people, world.now)
                : world.core.yes(row.remediation, id, actor, world.people, world.now);
        row.append(List.of(event), row.seq, world.now);
        row.remediation = Projection.after(row.remediation, event, world.now);
        row.seq++;
        row.touch(world.now);
    }

    private void outside() {
        Row row = world.rows.get(random.nextInt(world.rows.size()));
        switch (random.nextInt(9)) {
            case 0 -> world.paused.add(random.nextBoolean() ? "global" : "service:shop/" + row.remediation.service());
            case 1, 2, 3 -> world.paused.clear();
            case 4 -> {
                row.incidentIsOpen = false;
                row.touch(world.now);
            }
            case 5 -> {
                row.cancelReason = "cancelled";
                row.touch(world.now);
            }
            case 6 -> row.alertedAt = world.now;
            case 7 -> world.target(row).move();
            default -> {
                Actor actor = PEOPLE[random.nextInt(PEOPLE.length)];
                world.roles.put(actor.id(), random.nextBoolean() ? actor.roles() : List.of("viewer"));
            }
        }
    }

    /** Nobody dies any more and nobody answers: all comes to its end. */
    private void settle() {
        world.paused.clear();
        for (int hour = 0; hour < 40; hour++) {
            for (int i = 0; i < 400 && !isIdle(); i++) {
                work(i % workers.length);
            }
            pass(Duration.ofMinutes(2));
        }
    }

    private boolean isIdle() {
        for (Turn.@Nullable Part worker : workers) {
            if (worker != null) {
                return false;
            }
        }
        return world.rows.stream()
                .noneMatch(row -> !row.isFinished()
                        && row.nextTurnAt != null
                        && !row.nextTurnAt.isAfter(world.now)
                        && (row.leaseUntil == null || !row.leaseUntil.isAfter(world.now)));
    }
}
