package dev.firebreak.remediation.governor;

import dev.firebreak.eventlog.Entry;
import dev.firebreak.eventlog.EventLog;
import dev.firebreak.eventlog.Transactions;
import dev.firebreak.model.EventId;
import dev.firebreak.model.remediation.BoundsFact;
import dev.firebreak.remediation.action.Actions;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells the others within which bounds automation acts, at each start: they are settings of this service. */
@Component
class Bounds {
    private static final Logger LOG = LoggerFactory.getLogger(Bounds.class);

    private final Transactions transactions;
    private final EventLog eventLog;
    private final GovernorSettings settings;
    private final Actions actions;
    private final InstantSource clock;

    Bounds(
            Transactions transactions,
            EventLog eventLog,
            GovernorSettings settings,
            Actions actions,
            InstantSource clock) {
        this.transactions = transactions;
        this.eventLog = eventLog;
        this.settings = settings;
        this.actions = actions;
        this.clock = clock;
    }

    @EventListener(ApplicationReadyEvent.class)
    void tell() {
        BoundsFact fact = new BoundsFact(
                EventId.next(),
                clock.instant(),
                settings.remediationsAtOnce(),
                settings.remediationsPerHour(),
                settings.rollbacksPerService(),
                settings.rollbackWindow(),
                settings.attemptsPerIncident(),
                settings.staleAfter(),
                settings.maxShare(),
                settings.openIncidents(),
                settings.failuresInARow(),
                actions.rollbacks());
        transactions
                .commit(Mono.defer(() -> eventLog.append(Entry.of(fact))))
                .onErrorResume(Exception.class, e -> {
                    LOG.warn("the bounds of automation were not told; the next start tells them: {}", e.getMessage());
                    return Mono.empty();
                })
                .subscribe();
    }
}
