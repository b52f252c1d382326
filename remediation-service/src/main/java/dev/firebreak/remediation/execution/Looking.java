package dev.firebreak.remediation.execution;

import dev.firebreak.catalog.expression.UnresolvedException;
import dev.firebreak.catalog.runbook.Parameters;
import dev.firebreak.catalog.runbook.StepDefinition;
import dev.firebreak.catalog.runbook.Verification;
import dev.firebreak.model.remediation.Reading;
import dev.firebreak.model.remediation.RemediationEvent;
import dev.firebreak.model.remediation.StepStatus;
import dev.firebreak.remediation.check.Check;
import dev.firebreak.remediation.check.Checks;
import dev.firebreak.remediation.check.Finding;
import dev.firebreak.remediation.step.StepRequest;
import dev.firebreak.remediation.trust.TrustStore;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Checks: as steps, and as the probes that tell whether an action helped. */
@Component
class Looking {
    private static final Logger LOG = LoggerFactory.getLogger(Looking.class);

    private static final Duration BEFORE_ACTING = Duration.ofMillis(250);

    private final TurnStore store;
    private final Checks checks;
    private final TrustStore trust;

    Looking(TurnStore store, Checks checks, TrustStore trust) {
        this.store = store;
        this.checks = checks;
        this.trust = trust;
    }

    Mono<Held> look(Held held, View view, StepDefinition.Check step) {
        return find(held, view, step.type(), step.with())
                .flatMap(finding -> store.decide(
                        held,
                        now -> Change.of(
                                now,
                                finding.isOk()
                                        ? new RemediationEvent.StepSucceeded(
                                                step.id(), finding.output(), finding.summary())
                                        : new RemediationEvent.StepFailed(step.id(), finding.summary()))));
    }

    /** As it is before the action. Nothing acts later for it: whoever does not answer at once is not waited for. */
    Mono<Optional<Reading>> before(Held held, View view, StepDefinition.Action step) {
        Verification verify = step.verify();
        return verify == null
                ? Mono.just(Optional.empty())
                : find(held, view, verify.check(), verify.with())
                        .map(finding -> Optional.of(reading(finding, held.now())))
                        .timeout(BEFORE_ACTING, Mono.just(Optional.empty()));
    }

    Mono<Held> probe(Held held, View view, StepDefinition.Action step) {
        Verification verify = Objects.requireNonNull(step.verify());
        return find(held, view, verify.check(), verify.with())
                .flatMap(finding -> finding.isOk() && held.hasEarnedAll(step)
                        ? store.note(held, now -> probed(now, step, verify, finding))
                        : store.record(held, now -> learn(now, step, probed(now, step, verify, finding))));
    }

    Mono<Held> probeUndo(Held held, View view, StepDefinition.Action step) {
        Verification verify = Objects.requireNonNull(step.verify());
        return find(held, view, verify.check(), verify.with())
                .flatMap(finding -> store.note(held, now -> probedUndo(now, step, verify, finding)));
    }

    private Mono<Change> learn(Held held, StepDefinition.Action step, Change change) {
        boolean isGood = change.events().stream().anyMatch(RemediationEvent.Verified.class::isInstance);
        boolean isBad = change.events().stream().anyMatch(RemediationEvent.VerificationFailed.class::isInstance);
        return isGood || isBad
                ? trust.learn(held.remediation().runbook(), step, isGood).map(change::and)
                : Mono.just(change);
    }

    /** Nothing when it is not verified any more: that was written down already. */
    static Change probed(Held held, StepDefinition.Action step, Verification verify, Finding finding) {
        StepProgress before = held.progress().of(step.id());
        if (held.state(step).status() != StepStatus.VERIFYING) {
            return Change.none(held);
        }
        Instant giveUpAt = Objects.requireNonNull(before.until());
        StepProgress after = before.probed(finding.isOk(), next(held, verify, giveUpAt));
        Reading reading = reading(finding, held.now());
        if (after.inARow() >= verify.consecutive()) {
            return Change.of(
                            held,
                            new RemediationEvent.Verified(
                                    step.id(), reading, "Verified: " + finding.summary() + times(verify)))
                    .with(held.progress().with(step.id(), _ -> after));
        }
        if (held.now().isBefore(giveUpAt)) {
            return Change.none(held).with(held.progress().with(step.id(), _ -> after));
        }
        return Change.of(
                        held,
                        new RemediationEvent.VerificationFailed(
                                step.id(),
                                reading,
                                "It did not help within " + verify.within().toSeconds() + " s: " + finding.summary()))
                .with(held.progress()
                        .with(
                                step.id(),
                                it -> it.undoing(
                                        step.undo() == null ? StepProgress.Undoing.NO : StepProgress.Undoing.DUE)));
    }

    /** Whether the undo made things well; a person comes in either way. */
    static Change probedUndo(Held held, StepDefinition.Action step, Verification verify, Finding finding) {
        StepProgress before = held.progress().of(step.id());
        if (before.undo() != StepProgress.Undoing.PROBING) {
            return Change.none(held);
        }
        Instant giveUpAt = Objects.requireNonNull(before.until());
        StepProgress after = before.probed(finding.isOk(), next(held, verify, giveUpAt));
        boolean isWell = after.inARow() >= verify.consecutive();
        if (!isWell && held.now().isBefore(giveUpAt)) {
            return Change.none(held).with(held.progress().with(step.id(), _ -> after));
        }
        String words = isWell
                ? "well again after the undo: " + finding.summary() + times(verify)
                : "not well after the undo either: " + finding.summary();
        return Change.of(held, new RemediationEvent.UndoProbed(step.id(), isWell, reading(finding, held.now()), words))
                .with(held.progress().with(step.id(), it -> it.undoing(StepProgress.Undoing.OVER)));
    }

    private static Instant next(Held held, Verification verify, Instant giveUpAt) {
        Instant usual = held.now().plus(verify.every());
        return usual.isAfter(giveUpAt) ? giveUpAt : usual;
    }

    private static String times(Verification verify) {
        return verify.consecutive() == 1 ? "" : ", " + verify.consecutive() + " times in a row";
    }

    private static Reading reading(Finding finding, Instant at) {
        return new Reading(finding.isOk(), finding.summary(), finding.output(), at);
    }

    /** Only looks; nothing is written. */
    Mono<Reading> only(Held held, View view, String check, Parameters with) {
        return find(held, view, check, with).map(finding -> reading(finding, held.now()));
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
