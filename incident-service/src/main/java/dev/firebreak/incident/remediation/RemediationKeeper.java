package dev.firebreak.incident.remediation;

import dev.firebreak.eventlog.Inbox;
import dev.firebreak.eventlog.Transactions;
import dev.firebreak.incident.correlation.Runbooks;
import dev.firebreak.incident.lifecycle.Decision;
import dev.firebreak.incident.lifecycle.IncidentLog;
import dev.firebreak.incident.lifecycle.IncidentStore;
import dev.firebreak.incident.lifecycle.IncidentStore.Stored;
import dev.firebreak.incident.lifecycle.RemediationNews;
import dev.firebreak.model.remediation.RemediationFact;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Takes in how remediations go: newest snapshot for readers, progress into the incident's log. */
@Component
class RemediationKeeper {
    static final String CONSUMER = "remediations";
    private static final Logger LOG = LoggerFactory.getLogger(RemediationKeeper.class);

    private final Transactions transactions;
    private final Inbox inbox;
    private final RemediationStore remediations;
    private final IncidentStore incidents;
    private final IncidentLog log;
    private final Runbooks runbooks;
    private final InstantSource clock;

    RemediationKeeper(
            Transactions transactions,
            Inbox inbox,
            RemediationStore remediations,
            IncidentStore incidents,
            IncidentLog log,
            Runbooks runbooks,
            InstantSource clock) {
        this.transactions = transactions;
        this.inbox = inbox;
        this.remediations = remediations;
        this.incidents = incidents;
        this.log = log;
        this.runbooks = runbooks;
        this.clock = clock;
    }

    Mono<Void> keepAll(List<RemediationFact> facts) {
        return transactions
                .commitEach(facts, fact -> fact.remediation().incidentId().value(), this::keep)
                .then();
    }

    private Mono<Void> keep(RemediationFact fact) {
        return inbox.firstTime(CONSUMER, fact.id().toString())
                .filter(first -> first)
                .flatMap(_ -> incidents
                        .lock(fact.remediation().incidentId())
                        .doOnSuccess(found -> warnWhenUnknown(found == null, fact)))
                .flatMap(stored -> remediations.keep(fact).flatMap(verified -> record(stored, fact, verified)));
    }

    private Mono<Void> record(Stored stored, RemediationFact fact, boolean verified) {
        Instant now = clock.instant();
        Decision decision = RemediationNews.decide(stored.dossier(), fact, verified, now);
        return log.save(stored, decision, runbooks.version(), now);
    }

    private static void warnWhenUnknown(boolean isUnknown, RemediationFact fact) {
        if (isUnknown) {
            LOG.atWarn()
                    .addKeyValue("incidentId", fact.remediation().incidentId())
                    .addKeyValue("remediationId", fact.remediation().id())
                    .log("dropped news of a remediation: there is no such incident");
        }
    }
}
