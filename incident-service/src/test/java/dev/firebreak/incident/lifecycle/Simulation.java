package dev.firebreak.incident.lifecycle;

import dev.firebreak.incident.Alerts;
import dev.firebreak.incident.lifecycle.World.Crash;
import dev.firebreak.incident.lifecycle.World.Fault;
import dev.firebreak.incident.lifecycle.World.Message;
import dev.firebreak.incident.lifecycle.World.Regroup;
import dev.firebreak.incident.lifecycle.World.Row;
import dev.firebreak.model.Actor;
import dev.firebreak.model.EventId;
import dev.firebreak.model.Origin;
import dev.firebreak.model.RunbookRef;
import dev.firebreak.model.Severity;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.command.Command;
import dev.firebreak.model.incident.Assignee;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.remediation.Remediation;
import dev.firebreak.model.remediation.RemediationEvent;
import dev.firebreak.model.remediation.RemediationFact;
import dev.firebreak.model.remediation.RemediationId;
import dev.firebreak.model.remediation.RemediationState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/** One life of a few incidents, made from a seed: messages late and repeated, crashes at every boundary, time. */
final class Simulation {
    private static final Crash[] CRASHES = Crash.values();
    private static final String[] SERVICES = {"web", "api"};
    private static final Origin[] ORIGINS = {Origin.SLACK, Origin.PAGERDUTY, Origin.CONSOLE, Origin.API};

    private final Random random;
    private final World world;
    private final Map<String, Deque<Message>> alerts = new HashMap<>();
    private final List<Message> others = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private Instant now = World.BEGINNING;
    private long ids;

    Simulation(long seed, Core core, Fault fault) {
        random = new Random(seed);
        world = new World(core, fault, new Invariants());
    }

    /** @throws Invariants.Broken with the promise that was not kept */
    void run(int steps) {
        for (int i = 0; i < steps; i++) {
            step();
        }
        for (int i = 0; i < 10; i++) {
            settle();
        }
        end();
    }

    private void step() {
        now = now.plus(pause());
        switch (random.nextInt(10)) {
            case 0, 1 -> speak(alert());
            case 2 -> ask();
            case 3, 4, 5 -> deliverAlert(crash());
            case 6, 7 -> deliverOther(crash());
            case 8 -> world.tick(now, crash());
            default -> world.relay(crash());
        }
    }

    private Duration pause() {
        int kind = random.nextInt(100);
        int most = kind < 85 ? 2_000 : kind < 97 ? 400_000 : 3_000_000;
        return Duration.ofMillis(random.nextInt(most + 1));
    }

    private Crash crash() {
        return random.nextInt(3) > 0 ? Crash.NONE : CRASHES[random.nextInt(CRASHES.length)];
    }

    private String id() {
        return "m" + ++ids;
    }

    private Alert alert() {
        String service = SERVICES[random.nextInt(2)];
        Alerts one = World.down(service, "f" + random.nextInt(2))
                .severity(random.nextInt(3) == 0 ? Severity.CRITICAL : Severity.ERROR);
        Alerts said = random.nextInt(5) < 2
                ? one.resolvedAt(now)
                : one.startsAt(random.nextBoolean() ? now : now.minusSeconds(1)).receivedAt(now);
        return said.alert();
    }

    private void speak(Alert alert) {
        alerts.computeIfAbsent(alert.service(), _ -> new ArrayDeque<>())
                .add(new Message(id(), alert, null, null, null));
    }

    private void ask() {
        List<Row> rows = List.copyOf(world.rows());
        if (rows.isEmpty()) {
            return;
        }
        Incident incident = rows.get(random.nextInt(rows.size())).incident();
        Origin origin = ORIGINS[random.nextInt(ORIGINS.length)];
        Actor actor = new Actor(origin.word() + ":ada", "Ada", origin, List.of("responder"));
        EventId id = new EventId(new UUID(1, ++ids));
        others.add(
                switch (random.nextInt(10)) {
                    case 0 -> said(new Command.AcknowledgeIncident(id, actor, now, incident.id(), null));
                    case 1 ->
                        said(new Command.AssignIncident(
                                id, actor, now, incident.id(), new Assignee("Grace", null), null));
                    case 2 -> said(new Command.ResolveIncident(id, actor, now, incident.id(), null));
                    case 3 -> said(new Command.ReopenIncident(id, actor, now, incident.id(), null));
                    case 4 -> said(new Command.EscalateIncident(id, actor, now, incident.id(), null));
                    case 5 -> {
                        notes.add(id.toString());
                        yield said(new Command.AddNote(id, actor, now, incident.id(), id.toString()));
                    }
                    case 8 -> said(new Command.CloseIncident(id, actor, now, incident.id(), "done"));
                    case 6 ->
                        regroup(new Regroup(
                                incident.id(),
                                rows.get(random.nextInt(rows.size())).incident().id(),
                                ""));
                    case 7 ->
                        regroup(new Regroup(
                                incident.id(), null, SERVICES[random.nextInt(2)] + "-f" + random.nextInt(2)));
                    default -> new Message(id(), null, null, finished(incident), null);
                });
    }

    private static Message said(Command.ForIncident command) {
        return new Message(command.id().toString(), null, command, null, null);
    }

    private Message regroup(Regroup wanted) {
        return new Message(id(), null, null, null, wanted);
    }

    private RemediationFact finished(Incident incident) {
        RemediationId id = new RemediationId(new UUID(2, ++ids));
        Remediation remediation = new Remediation(
                id,
                incident.id(),
                new RunbookRef("shop", "outage", "Complete outage"),
                incident.service(),
                "v",
                RemediationState.SUCCEEDED,
                List.of(),
                now,
                now);
        return new RemediationFact(
                new EventId(new UUID(3, ids)),
                1,
                now,
                Actor.FIREBREAK,
                "v",
                new RemediationEvent.Finished(RemediationState.SUCCEEDED, "done, unproven"),
                remediation);
    }

    private void deliverAlert(Crash crash) {
        Deque<Message> queue = alerts.getOrDefault(SERVICES[random.nextInt(2)], new ArrayDeque<>());
        if (!queue.isEmpty() && world.deliver(queue.getFirst(), now, crash)) {
            queue.removeFirst();
        }
    }

    private void deliverOther(Crash crash) {
        if (!others.isEmpty()) {
            int which = random.nextInt(others.size());
            if (world.deliver(others.get(which), now, crash)) {
                others.remove(which);
            }
        }
    }

    /** No crash any more: all that is underway arrives, and time passes. */
    private void settle() {
        for (Deque<Message> queue : alerts.values()) {
            while (!queue.isEmpty()) {
                world.deliver(queue.removeFirst(), now, Crash.NONE);
            }
        }
        while (!others.isEmpty()) {
            world.deliver(others.removeFirst(), now, Crash.NONE);
        }
        now = now.plus(World.LONG);
        world.tick(now, Crash.NONE);
        world.relay(Crash.NONE);
    }

    private void end() {
        for (Row row : world.rows()) {
            Incident incident = row.incident();
            Standing standing = row.dossier().testimony().standing();
            Invariants.check(
                    !incident.state().isOpen() || incident.firingCount() > 0 || standing.byPerson(),
                    "an incident in which nothing fires does not stay open by itself");
            Incident read = world.reader().get(incident.id());
            Invariants.check(
                    read != null
                            && read.state() == incident.state()
                            && read.receivers().equals(incident.receivers())
                            && read.level().equals(incident.level()),
                    "readers know what the log says");
        }
        Map<String, Long> told = new HashMap<>();
        for (Row row : world.rows()) {
            for (Decision.Entry entry : row.log()) {
                if (entry.event() instanceof IncidentEvent.NoteAdded(String text)) {
                    told.merge(text, 1L, Long::sum);
                }
            }
        }
        notes.forEach(note -> Invariants.check(told.getOrDefault(note, 0L) == 1, "each message has its effect once"));
    }
}
