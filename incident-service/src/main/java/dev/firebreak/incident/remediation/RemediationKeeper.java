package dev.firebreak.incident.remediation;

import dev.firebreak.eventlog.BatchInbox;
import dev.firebreak.incident.correlation.Runbooks;
import dev.firebreak.incident.lifecycle.IncidentLog;
import dev.firebreak.incident.lifecycle.IncidentStore;
import dev.firebreak.incident.lifecycle.IncidentStore.Stored;
import dev.firebreak.incident.lifecycle.RemediationNews;
import dev.firebreak.incident.lifecycle.RemediationNews.Progress;
import dev.firebreak.model.remediation.RemediationFact;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Takes in how remediations go: newest snapshot for readers, progress into the incident's log. */
@Component
class RemediationKeeper {
    static final String CONSUMER = "remediations";
    private static final Logger LOG = LoggerFactory.getLogger(RemediationKeeper.class);

    private final BatchInbox inbox;
    private final RemediationStore remediations;
    private final AttemptStore attempts;
    private final TrustHistory trust;
    private final IncidentStore incidents;
    private final IncidentLog log;
    private final Runbooks runbooks;
    private final InstantSource clock;

    RemediationKeeper(
            BatchInbox inbox,
            RemediationStore remediations,
            AttemptStore attempts,
            TrustHistory trust,
            IncidentStore incidents,
            IncidentLog log,
            Runbooks runbooks,
            InstantSource clock) {
        this.inbox = inbox;
        this.remediations = remediations;
        this.attempts = attempts;
        this.trust = trust;
        this.incidents = incidents;
        this.log = log;
        this.runbooks = runbooks;
        this.clock = clock;
    }

    Mono<Void> keepAll(List<RemediationFact> facts) {
        return inbox.take(
                        CONSUMER,
                        facts,
                        RemediationFact::id,
                        fact -> fact.remediation().incidentId().value(),
                        this::keep)
                .then();
    }

    private Mono<Void> keep(List<RemediationFact> facts) {
        RemediationFact first = facts.getFirst();
        return incidents
                .lock(first.remediation().incidentId())
                .doOnSuccess(found -> warnWhenUnknown(found == null, first))
                .flatMap(stored -> Flux.fromIterable(facts)
                        .concatMap(fact -> remediations
                                .keep(fact)
                                .delayUntil(_ -> attempts.keep(fact).then(trust.keep(fact)))
                                .map(verified -> new Progress(fact, verified)))
                        .collectList()
                        .flatMap(news ->
                                record(stored.calledBy(runbooks.current().catalog()), news)));
    }

    private Mono<Void> record(Stored stored, List<Progress> news) {
        Instant now = clock.instant();
        return log.save(stored, RemediationNews.decide(stored.dossier(), news, now), runbooks.version(), now);
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
