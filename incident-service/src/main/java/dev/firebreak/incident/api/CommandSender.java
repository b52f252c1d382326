package dev.firebreak.incident.api;

import dev.firebreak.eventlog.Entry;
import dev.firebreak.eventlog.EventLog;
import dev.firebreak.eventlog.Transactions;
import dev.firebreak.model.EventId;
import dev.firebreak.model.command.Command;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Hands a command to the service that owns the state. It goes by the outbox: once this answers it is on its way for
 * sure, also while Kafka is away.
 */
@Component
class CommandSender {
    record Accepted(EventId command) {}

    private final Transactions transactions;
    private final EventLog events;

    CommandSender(Transactions transactions, EventLog events) {
        this.transactions = transactions;
        this.events = events;
    }

    Mono<Accepted> send(Command.ForRemediation command) {
        return transactions.commit(Mono.defer(() -> append(command))).thenReturn(new Accepted(command.id()));
    }

    /** Within the caller's transaction. */
    Mono<Void> append(Command.ForRemediation command) {
        return events.append(Entry.of(command, "incident-service"));
    }
}
