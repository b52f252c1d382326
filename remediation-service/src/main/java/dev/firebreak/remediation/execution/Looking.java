package dev.firebreak.remediation.execution;

import dev.firebreak.catalog.expression.UnresolvedException;
import dev.firebreak.catalog.runbook.Parameters;
import dev.firebreak.catalog.runbook.StepDefinition;
import dev.firebreak.catalog.runbook.Verification;
import dev.firebreak.model.remediation.RemediationEvent;
import dev.firebreak.remediation.check.Check;
import dev.firebreak.remediation.check.Checks;
import dev.firebreak.remediation.check.Finding;
import dev.firebreak.remediation.step.StepRequest;
import java.time.Instant;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Checks: as steps, and as the probes that tell whether an action helped. */
@Component
class Looking {
    private static final Logger LOG = LoggerFactory.getLogger(Looking.class);

    private final TurnStore store;
    private final Checks checks;

    Looking(TurnStore store, Checks checks) {
        this.store = store;
        this.checks = checks;
    }

    Mono<Held> look(Held held, View view, StepDefinition.Check step) {
        return find(held, view, step.type(), step.with())
                .flatMap(finding -> store.change(
                        held,
                        now -> Mono.just(Change.of(
                                now,
                                finding.isOk()
                                        ? new RemediationEvent.StepSucceeded(
                                                step.id(), finding.output(), finding.summary())
                                        : new RemediationEvent.StepFailed(step.id(), finding.summary())))));
    }

    Mono<Held> probe(Held held, View view, StepDefinition.Action step) {
        Verification verify = Objects.requireNonNull(step.verify());
        return find(held, view, verify.check(), verify.with())
                .flatMap(finding -> store.record(held, now -> Mono.just(probed(now, step, verify, finding))));
    }

    static Change probed(Held held, StepDefinition.Action step, Verification verify, Finding finding) {
        StepProgress before = held.progress().of(step.id());
        Instant giveUpAt = Objects.requireNonNull(before.until());
        Instant usual = held.now().plus(verify.every());
        Instant next = usual.isAfter(giveUpAt) ? giveUpAt : usual;
        StepProgress after = before.probed(finding.isOk(), next);
        if (after.inARow() >= verify.consecutive()) {
            String times = verify.consecutive() == 1 ? "" : ", " + verify.consecutive() + " times in a row";
            return Change.of(held, new RemediationEvent.Verified(step.id(), "Verified: " + finding.summary() + times))
                    .with(held.progress().with(step.id(), _ -> after));
        }
        if (held.now().isBefore(giveUpAt)) {
            return Change.none(held).with(held.progress().with(step.id(), _ -> after));
        }
        return Change.of(
                        held,
                        new RemediationEvent.VerificationFailed(
                                step.id(),
                                "It did not help within " + verify.within().toSeconds() + " s: " + finding.summary()))
                .with(held.progress()
                        .with(
                                step.id(),
                                it -> it.undoing(
                                        step.undo() == null ? StepProgress.Undoing.NO : StepProgress.Undoing.DUE)));
    }

    private Mono<Finding> find(Held held, View view, String type, Parameters with) {
        Check check = checks.find(type).orElse(null);
        if (check == null) {
            return Mono.just(Finding.notOk("this version of Firebreak has no check " + type));
        }
        StepRequest request;
        try {
            request = view.request(with, held);
        } catch (UnresolvedException e) {
            return Mono.just(Finding.notOk("cannot look: " + e.getMessage()));
        }
        return Mono.defer(() -> check.look(request)).onErrorResume(Exception.class, e -> {
            LOG.atError()
                    .addKeyValue("remediationId", held.remediation().id())
                    .setCause(e)
                    .log("check {} failed unexpectedly", type);
            return Mono.just(
                    Finding.notOk("an error in Firebreak: " + e.getClass().getSimpleName()));
        });
    }
}
