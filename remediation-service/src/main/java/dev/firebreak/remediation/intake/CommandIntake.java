package dev.firebreak.remediation.intake;

import dev.firebreak.eventlog.Entry;
import dev.firebreak.eventlog.EventLog;
import dev.firebreak.eventlog.Inbox;
import dev.firebreak.eventlog.Transactions;
import dev.firebreak.model.Actor;
import dev.firebreak.model.EventId;
import dev.firebreak.model.Origin;
import dev.firebreak.model.command.Command;
import dev.firebreak.model.remediation.AutomationFact;
import dev.firebreak.model.remediation.RemediationId;
import dev.firebreak.remediation.approval.Answer;
import dev.firebreak.remediation.approval.KnownPeople;
import dev.firebreak.remediation.approval.People;
import dev.firebreak.remediation.checklist.ChecklistChecks;
import dev.firebreak.remediation.execution.DryRuns;
import dev.firebreak.remediation.execution.Engine;
import dev.firebreak.remediation.governor.Freezes;
import dev.firebreak.remediation.governor.KillSwitch;
import dev.firebreak.remediation.manual.Checklist;
import java.time.InstantSource;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What people ask of automation. Who may is decided here, whatever edge heard them. */
@Component
class CommandIntake {
    private static final Logger LOG = LoggerFactory.getLogger(CommandIntake.class);
    private static final List<String> MAY_STEER = List.of("responders");

    private final Transactions transactions;
    private final Inbox inbox;
    private final EventLog eventLog;
    private final KillSwitch killSwitch;
    private final Freezes freezes;
    private final Answers answers;
    private final RemediationStarter starter;
    private final KnownPeople known;
    private final People people;
    private final DryRuns dryRuns;
    private final ChecklistChecks checklists;
    private final Engine engine;
    private final InstantSource clock;

    CommandIntake(
            Transactions transactions,
            Inbox inbox,
            EventLog eventLog,
            KillSwitch killSwitch,
            Freezes freezes,
            Answers answers,
            RemediationStarter starter,
            KnownPeople known,
            DryRuns dryRuns,
            ChecklistChecks checklists,
            Engine engine,
            InstantSource clock) {
        this.transactions = transactions;
        this.inbox = inbox;
        this.eventLog = eventLog;
        this.killSwitch = killSwitch;
        this.freezes = freezes;
        this.answers = answers;
        this.starter = starter;
        this.known = known;
        this.people = known.people();
        this.dryRuns = dryRuns;
        this.checklists = checklists;
        this.engine = engine;
        this.clock = clock;
    }

    Mono<Void> take(Command command) {
        if (!(command instanceof Command.ForRemediation mine)) {
            return Mono.empty();
        }
        if (mine instanceof Command.TryRunbook asked) {
            dryRuns.ask(asked); // changes nothing: a repeat is answered again, alike
            return Mono.empty();
        }
        if (mine instanceof Command.CheckChecklist asked) {
            checklists.ask(asked); // only looks as well
            return Mono.empty();
        }
        return transactions
                .commit(inbox.firstTime(
                                RemediationBindings.CONSUMER, command.id().toString())
                        .flatMap(isFirst -> isFirst
                                ? known.remember(mine.actor()).then(apply(mine))
                                : Mono.just(List.<RemediationId>of())))
                .doOnNext(engine::wake)
                .then();
    }

    private Mono<List<RemediationId>> apply(Command.ForRemediation command) {
        return switch (command) {
            case Command.ApproveStep it ->
                answers.answer(
                        it.remediationId(),
                        it.actor(),
                        (remediation, now) -> Answer.yes(remediation, it.approvalId(), it.actor(), people, now));
            case Command.RejectStep it ->
                answers.answer(
                        it.remediationId(),
                        it.actor(),
                        (remediation, now) ->
                                Answer.no(remediation, it.approvalId(), it.actor(), it.reason(), people, now));
            case Command.CancelRemediation it -> {
                String reason = it.reason() == null || it.reason().isBlank() ? "" : ": " + it.reason();
                yield people.isEntitled(it.actor(), MAY_STEER)
                        ? answers.cancel(
                                it.remediationId(), "cancelled by " + it.actor().name() + reason)
                        : dropped(it, "only responders may cancel a remediation");
            }
            case Command.RunRunbook it ->
                people.isEntitled(it.actor(), MAY_STEER)
                        ? starter.run(it)
                                .map(List::of)
                                .switchIfEmpty(Mono.defer(() -> dropped(
                                        it, "there is no such runbook, it is running, or the incident is not open")))
                        : dropped(it, "only responders may run a runbook");
            case Command.TickStep it ->
                people.isEntitled(it.actor(), MAY_STEER)
                        ? answers.answer(
                                it.remediationId(),
                                it.actor(),
                                (remediation, now) ->
                                        Checklist.done(remediation, it.step(), it.actor(), it.note(), now))
                        : dropped(it, "only responders may tick a step");
            case Command.UntickStep it ->
                people.isEntitled(it.actor(), MAY_STEER)
                        ? answers.answer(
                                it.remediationId(),
                                it.actor(),
                                (remediation, _) -> Checklist.reopened(remediation, it.step(), it.actor()))
                        : dropped(it, "only responders may untick a step");
            case Command.BreakGlass it -> answers.breakGlass(it, people);
            case Command.TryRunbook _, Command.CheckChecklist _ -> Mono.just(List.of());
            case Command.PauseAutomation it -> steer(it, it.scope(), true, it.reason());
            case Command.ResumeAutomation it -> steer(it, it.scope(), false, it.reason());
            case Command.FreezeAutomation it -> maintain(it, it.scope(), freezes.freeze(it));
            case Command.ThawAutomation it -> maintain(it, it.scope(), freezes.thaw(it));
        };
    }

    /** Announced by incident-service for the catalogue, or by a person through it. */
    private Mono<List<RemediationId>> maintain(Command command, String scope, Mono<Void> change) {
        Actor actor = command.actor();
        if (!KillSwitch.isScope(scope)) {
            return dropped(command, "no scope '" + scope + "' to freeze or thaw");
        }
        return actor.origin() == Origin.FIREBREAK || people.isEntitled(actor, MAY_STEER)
                ? change.thenReturn(List.of())
                : dropped(command, "only responders may freeze or thaw automation");
    }

    private Mono<List<RemediationId>> steer(Command command, String scope, boolean paused, String reason) {
        Actor actor = command.actor();
        if (!KillSwitch.isScope(scope)) {
            return dropped(
                    command, "no scope '" + scope + "': global, system:NAME, service:SYSTEM/NAME or action:TYPE");
        }
        if (!people.isEntitled(actor, MAY_STEER)) {
            return dropped(command, "only responders may pause or resume automation");
        }
        AutomationFact fact = new AutomationFact(EventId.next(), clock.instant(), actor, scope, paused, reason);
        LOG.atWarn()
                .addKeyValue("scope", scope)
                .addKeyValue("by", actor.id())
                .log("automation {}", paused ? "paused" : "resumed");
        return killSwitch
                .set(scope, paused, reason, actor.id())
                .then(eventLog.append(List.of(Entry.of(fact))))
                .thenReturn(List.of());
    }

    private static Mono<List<RemediationId>> dropped(Command command, String reason) {
        LOG.atWarn()
                .addKeyValue("command", command.id())
                .addKeyValue("by", command.actor().id())
                .log("a command does not count: {}", reason);
        return Mono.just(List.of());
    }
}
