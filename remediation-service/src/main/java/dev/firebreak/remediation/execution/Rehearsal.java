package dev.firebreak.remediation.execution;

import dev.firebreak.catalog.runbook.StepDefinition;
import dev.firebreak.model.remediation.DryRun;
import dev.firebreak.model.remediation.GuardVerdict;
import dev.firebreak.model.remediation.Plan;
import dev.firebreak.model.remediation.Reading;
import dev.firebreak.model.remediation.RemediationEvent;
import dev.firebreak.model.remediation.Step;
import dev.firebreak.model.remediation.StepMode;
import dev.firebreak.remediation.action.Description;
import dev.firebreak.remediation.governor.Governor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Takes the same decisions as a turn does, over a remediation that nobody keeps. Actions are described, which only
 * reads; each that would be done is taken to have helped.
 */
@Component
class Rehearsal {
    private final Looking looking;
    private final Planning planning;
    private final Acting acting;
    private final Governor governor;

    Rehearsal(Looking looking, Planning planning, Acting acting, Governor governor) {
        this.looking = looking;
        this.planning = planning;
        this.acting = acting;
        this.governor = governor;
    }

    /** What a step would come to, and the events by which it did. */
    private record Scene(DryRun.Planned planned, List<RemediationEvent> events) {
        static Scene of(DryRun.Planned planned, RemediationEvent... events) {
            return new Scene(planned, List.of(events));
        }
    }

    /** @param runChecks really look; else each check is taken to be good */
    Mono<List<DryRun.Planned>> run(Held held, View view, boolean runChecks) {
        return goOn(held, view, runChecks, List.of());
    }

    private Mono<List<DryRun.Planned>> goOn(Held held, View view, boolean runChecks, List<DryRun.Planned> before) {
        Decision decision = Decision.next(View.situation(Optional.of(view), held), held.now());
        return scene(held, view, decision, runChecks)
                .flatMap(scene -> {
                    Change change = Change.of(held, scene.events.toArray(RemediationEvent[]::new));
                    List<DryRun.Planned> now = new ArrayList<>(before);
                    now.add(scene.planned);
                    return goOn(held.after(change), view, runChecks, now);
                })
                .switchIfEmpty(Mono.fromSupplier(() -> withRest(held, before, decision)));
    }

    /** Empty when nothing comes after. */
    private Mono<Scene> scene(Held held, View view, Decision decision, boolean runChecks) {
        return switch (decision) {
            case Decision.Look(StepDefinition.Check step) ->
                runChecks ? looked(held, view, step) : Mono.just(assumed(step));
            case Decision.Act(StepDefinition.Action step) -> acted(held, view, step, runChecks);
            case Decision.StartWait(StepDefinition.Wait step) ->
                Mono.just(Scene.of(
                        planned(step, DryRun.Would.WAIT, "Would wait for " + step.uses()),
                        new RemediationEvent.StepSucceeded(step.id(), Map.of(), "waited")));
            case Decision.OpenManual(StepDefinition.Manual step) -> {
                String words = step.text().renderForPeople(view.scopes().of(held.remediation(), held.now()));
                yield Mono.just(Scene.of(
                        planned(step, DryRun.Would.ASK_PEOPLE_TO_DO, words),
                        new RemediationEvent.ManualStepOpened(step.id(), words)));
            }
            case Decision.Skip(String step, String reason) ->
                Mono.just(Scene.of(
                        planned(view.runbook().step(step).orElseThrow(), DryRun.Would.SKIP, reason),
                        new RemediationEvent.StepSkipped(step, reason)));
            case Decision.Finish _,
                    Decision.Stop _,
                    Decision.EndWait _,
                    Decision.Expire _,
                    Decision.Observe _,
                    Decision.Probe _,
                    Decision.Undo _,
                    Decision.ProbeUndo _,
                    Decision.Sleep _ -> Mono.empty();
        };
    }

    private static Scene assumed(StepDefinition.Check step) {
        return Scene.of(
                planned(step, DryRun.Would.CHECK, "Not looked at: taken to be good"),
                new RemediationEvent.StepSucceeded(step.id(), Map.of(), "taken to be good"));
    }

    private Mono<Scene> looked(Held held, View view, StepDefinition.Check step) {
        return looking.only(held, view, step.type(), step.with())
                .map(seen -> Scene.of(
                        planned(step, null, DryRun.Would.CHECK, seen.summary(), null, List.of(), seen),
                        seen.ok()
                                ? new RemediationEvent.StepSucceeded(step.id(), seen.output(), seen.summary())
                                : new RemediationEvent.StepFailed(step.id(), seen.summary())));
    }

    private Mono<Scene> acted(Held held, View view, StepDefinition.Action step, boolean runChecks) {
        Mono<Optional<Reading>> before = runChecks ? looking.before(held, view, step) : Mono.just(Optional.empty());
        return Mono.zip(planning.find(held, view, step.type(), step.with()), before)
                .flatMap(found -> switch (found.getT1()) {
                    case Planning.Impossible(String reason) -> Mono.just(impossible(held, step, reason));
                    case Planning.Described described ->
                        switch (described.description()) {
                            case Description.Impossible(String reason) -> Mono.just(impossible(held, step, reason));
                            case Description.NotNeeded(String reason) ->
                                Mono.just(Scene.of(
                                        planned(step, DryRun.Would.SKIP, "Not needed: " + reason),
                                        new RemediationEvent.StepSkipped(step.id(), reason)));
                            case Description.Ready ready -> {
                                Intent intent = acting.intent(
                                        held,
                                        view,
                                        step,
                                        described,
                                        ready,
                                        found.getT2().orElse(null));
                                yield governor.verdicts(intent.ask(held))
                                        .map(verdicts -> judged(held, intent, verdicts));
                            }
                        };
                });
    }

    private static Scene impossible(Held held, StepDefinition.Action step, String reason) {
        return Scene.of(
                planned(step, held.mode(step), DryRun.Would.BE_IMPOSSIBLE, reason, null, List.of(), null),
                new RemediationEvent.StepFailed(step.id(), "Cannot: " + reason));
    }

    private static Scene judged(Held held, Intent intent, List<GuardVerdict> verdicts) {
        StepDefinition.Action step = intent.step();
        StepMode mode = held.mode(step);
        Optional<GuardVerdict> no =
                verdicts.stream().filter(verdict -> !verdict.allows()).findFirst();
        DryRun.Would would = mode == StepMode.SHADOW
                ? DryRun.Would.SAY
                : no.isPresent()
                        ? DryRun.Would.BE_REFUSED
                        : mode == StepMode.AUTO ? DryRun.Would.ACT : DryRun.Would.ASK;
        String detail = intent.words()
                + no.map(it -> "; " + it.guard() + ": " + it.reason()).orElse("");
        DryRun.Planned planned = planned(step, mode, would, detail, intent.plan(), verdicts, intent.before());
        return switch (would) {
            case SAY -> Scene.of(planned, new RemediationEvent.ActionShadowed(step.id(), intent.plan(), detail));
            case BE_REFUSED ->
                Scene.of(
                        planned,
                        new RemediationEvent.ActionRefused(
                                step.id(), no.orElseThrow().guard(), List.of(), null, detail));
            case ACT, ASK, CHECK, SKIP, BE_IMPOSSIBLE, WAIT, ASK_PEOPLE_TO_DO, NOT_REACHED ->
                Scene.of(
                        planned,
                        new RemediationEvent.ActionApplied(
                                step.id(), 1, intent.described().before(), "taken to be done"),
                        new RemediationEvent.Verified(step.id(), null, "taken to have helped"));
        };
    }

    private static List<DryRun.Planned> withRest(Held held, List<DryRun.Planned> done, Decision end) {
        String why = end instanceof Decision.Finish finish ? finish.summary() : "the run ends before";
        List<DryRun.Planned> all = new ArrayList<>(done);
        for (Step step : held.remediation().steps()) {
            if (done.stream().noneMatch(it -> it.step().equals(step.id()))) {
                all.add(new DryRun.Planned(
                        step.id(),
                        step.kind(),
                        step.uses(),
                        step.mode(),
                        DryRun.Would.NOT_REACHED,
                        why,
                        null,
                        List.of(),
                        null));
            }
        }
        return all;
    }

    private static DryRun.Planned planned(StepDefinition step, DryRun.Would would, String detail) {
        return planned(step, null, would, detail, null, List.of(), null);
    }

    private static DryRun.Planned planned(
            StepDefinition step,
            @Nullable StepMode mode,
            DryRun.Would would,
            String detail,
            @Nullable Plan plan,
            List<GuardVerdict> guards,
            @Nullable Reading check) {
        return new DryRun.Planned(step.id(), step.kind(), step.uses(), mode, would, detail, plan, guards, check);
    }
}
