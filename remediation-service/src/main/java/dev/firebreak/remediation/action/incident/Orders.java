package dev.firebreak.remediation.action.incident;

import dev.firebreak.eventlog.Entry;
import dev.firebreak.eventlog.EventLog;
import dev.firebreak.eventlog.Transactions;
import dev.firebreak.model.Actor;
import dev.firebreak.model.EventId;
import dev.firebreak.model.command.Command;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.remediation.action.Description;
import dev.firebreak.remediation.action.Dispatch;
import dev.firebreak.remediation.action.Observation;
import dev.firebreak.remediation.action.Outcome;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.springframework.core.NestedRuntimeException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Commands for incident-service, by the outbox: they reach Kafka if, and only if, they are in our log, where it can be seen
 * whether one is. Its id is made when it is planned, so it is there once however often it is sent.
 */
@Component
class Orders {
    private static final String COMMAND = "command";

    private final Transactions transactions;
    private final EventLog events;
    private final DatabaseClient database;
    private final InstantSource clock;

    Orders(Transactions transactions, EventLog events, DatabaseClient database, InstantSource clock) {
        this.transactions = transactions;
        this.events = events;
        this.database = database;
        this.clock = clock;
    }

    @FunctionalInterface
    interface Order {
        Command of(EventId id, Actor actor, Instant issuedAt, IncidentId incident);
    }

    /** What a plan remembers of a command. */
    static Map<String, String> planned() {
        return Map.of(COMMAND, EventId.next().toString());
    }

    Mono<Outcome> send(Order order, IncidentId incident, Description.Ready described, Dispatch dispatch) {
        EventId id = id(described);
        return transactions
                .commit(isThere(id)
                        .flatMap(there -> there
                                ? Mono.<Outcome>just(new Outcome.Applied("it was on its way already"))
                                : append(order.of(id, Actor.FIREBREAK, clock.instant(), incident), dispatch)))
                .onErrorResume(
                        NestedRuntimeException.class,
                        _ -> Mono.just(new Outcome.Unknown("our own database did not answer")));
    }

    Mono<Observation> observe(Description.Ready described) {
        return isThere(id(described))
                .<Observation>map(there -> there
                        ? new Observation.Applied("it is on its way")
                        : new Observation.NotApplied("it was not sent"))
                .onErrorResume(
                        NestedRuntimeException.class,
                        _ -> Mono.just(new Observation.Unclear("our own database did not answer")));
    }

    private Mono<Outcome> append(Command command, Dispatch dispatch) {
        return dispatch.deadline().isPassed()
                ? Mono.just(new Outcome.Failed("the time for it was over before it could be sent"))
                : events.append(Entry.of(command, "remediation-service")).thenReturn(new Outcome.Applied("on its way"));
    }

    private Mono<Boolean> isThere(EventId id) {
        return database.sql("SELECT count(*) AS found FROM event_log WHERE event_id = :id")
                .bind("id", id.value())
                .map(row -> Objects.requireNonNull(row.get("found", Long.class)) > 0)
                .one();
    }

    private static EventId id(Description.Ready described) {
        return new EventId(UUID.fromString(described.fact(COMMAND)));
    }
}
