package dev.firebreak.incident.lifecycle;

import static dev.firebreak.incident.Alerts.NOON;

import dev.firebreak.incident.Alerts;
import dev.firebreak.model.Actor;
import dev.firebreak.model.EventId;
import dev.firebreak.model.Origin;
import dev.firebreak.model.command.Command;
import dev.firebreak.model.incident.Assignee;
import dev.firebreak.model.incident.IncidentId;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What people, tools and one monitor say of one incident, each thing at its own moment; made from a seed. */
final class Conversation {
    /** One of {@code command} and {@code alert} is there. */
    record Said(
            Instant at,
            Command.@Nullable ForIncident command,
            @Nullable Alerts alert,
            boolean echo) {
        Decision tell(Dossiers incident, Instant now) {
            return command == null ? incident.alerts(now, Objects.requireNonNull(alert)) : incident.ask(command, now);
        }
    }

    private static final List<Origin> PEOPLE = List.of(Origin.SLACK, Origin.PAGERDUTY, Origin.CONSOLE, Origin.API);
    private static final IncidentId INCIDENT = new IncidentId(new UUID(0, 1));

    private final Random random;
    private final List<Said> alerts = new ArrayList<>();
    private final List<Said> commands = new ArrayList<>();

    Conversation(long seed) {
        random = new Random(seed);
        Alerts down = Alerts.firing("HealthCheckFailed", "web");
        boolean[] firing = {true, false};
        int time = 1;
        for (int i = random.nextInt(8); i > 0; i--) {
            time += 1 + random.nextInt(6_000);
            int which = random.nextInt(2);
            Instant at = NOON.plusMillis(time);
            Alerts one = which == 0 ? down : down.fingerprint("other");
            boolean ends = firing[which] && random.nextInt(3) > 0;
            alerts.add(new Said(
                    at, null, ends ? one.resolvedAt(at) : one.startsAt(at).receivedAt(at), false));
            firing[which] = !ends;
        }
        for (int i = 1 + random.nextInt(7); i > 0; i--) {
            commands.add(command(NOON.plusMillis(1 + random.nextInt(30_000)), false));
        }
    }

    private Said command(Instant at, boolean echo) {
        Origin origin = echo ? Origin.FIREBREAK : PEOPLE.get(random.nextInt(PEOPLE.size()));
        Actor actor = new Actor(origin.word() + ":ada", "Ada on " + origin.word(), origin, List.of("responder"));
        EventId id = new EventId(new UUID(random.nextLong(), random.nextLong()));
        Command.ForIncident command = switch (random.nextInt(8)) {
            case 0, 1 -> new Command.AcknowledgeIncident(id, actor, at, INCIDENT, null);
            case 2, 3 -> new Command.ResolveIncident(id, actor, at, INCIDENT, null);
            case 4 -> new Command.ReopenIncident(id, actor, at, INCIDENT, null);
            case 5, 6 -> new Command.AssignIncident(id, actor, at, INCIDENT, somebody(), null);
            default -> new Command.AddNote(id, actor, at, INCIDENT, "looking");
        };
        return new Said(at, command, null, echo);
    }

    /** One of two people, one of whom not every tool knows the address of. */
    private Assignee somebody() {
        return random.nextBoolean()
                ? new Assignee("Grace", "grace@example.com")
                : new Assignee("Ada", random.nextBoolean() ? "ada@example.com" : null);
    }

    /** As it was said, everything heard at once. */
    List<Said> inOrder() {
        List<Said> all = new ArrayList<>(alerts);
        all.addAll(commands);
        all.sort(Comparator.comparing(Said::at));
        return all;
    }

    /** Late, repeated, with echoes between; only one monitor's own alerts keep their order, as their partition does. */
    List<Said> asItArrives() {
        List<Said> other = new ArrayList<>(commands);
        other.addAll(commands.stream().filter(_ -> random.nextBoolean()).toList());
        commands.forEach(each -> other.add(command(each.at().plusMillis(random.nextInt(2_000)), true)));
        Collections.shuffle(other, random);
        Deque<Said> left = new ArrayDeque<>(alerts);
        List<Said> all = new ArrayList<>();
        for (Said each : other) {
            while (!left.isEmpty() && random.nextInt(other.size() + 1) < alerts.size()) {
                all.add(left.removeFirst());
                if (random.nextInt(4) == 0) {
                    all.add(all.getLast());
                }
            }
            all.add(each);
        }
        all.addAll(left);
        return all;
    }
}
