package dev.firebreak.incident.lifecycle;

import dev.firebreak.catalog.expression.Condition;
import dev.firebreak.catalog.expression.Scope;
import dev.firebreak.catalog.expression.Site;
import dev.firebreak.catalog.system.SeverityLevel;
import dev.firebreak.catalog.system.SystemDefinition;
import dev.firebreak.incident.escalation.Clocks;
import dev.firebreak.model.Actor;
import dev.firebreak.model.incident.IncidentEvent;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Evidence makes an incident worse: its age, how far it spread, how often it fires. It never makes it milder. */
final class Raises {
    private record Rule(
            SeverityLevel to, Condition when, @Nullable String reason) {}

    private Raises() {}

    /** Something arrived: by the rules of the catalogue in force, which are compiled already. */
    static void byArrival(Draft draft, Terms terms, SystemDefinition system) {
        apply(
                draft,
                terms,
                system.raises().stream()
                        .filter(rule -> terms.isWorse(rule.to(), draft.level()))
                        .map(rule -> new Rule(system.level(rule.to()), rule.when(), rule.reason()))
                        .toList());
    }

    /** Time passed: by the rules as they were at the opening. */
    static void byTime(Draft draft, Terms terms) {
        @Nullable Clocks clocks = draft.escalation().clocks();
        if (clocks == null || terms.raises().isEmpty()) {
            return;
        }
        draft.keep(clocks.looked(draft.now()));
        apply(
                draft,
                terms,
                terms.raises().stream()
                        .filter(raise -> terms.isWorse(raise.to(), draft.level()))
                        .map(raise -> new Rule(
                                terms.level(raise.to()).orElseThrow(),
                                Condition.parse(raise.when(), Site.INCIDENT),
                                raise.reason()))
                        .toList());
    }

    private static void apply(Draft draft, Terms terms, List<Rule> rules) {
        if (rules.isEmpty()) {
            return;
        }
        Evidence evidence = draft.evidence();
        Scope scope = Scope.builder(draft.now())
                .incident(draft.incident())
                .spread(evidence.services(), evidence.fingerprints())
                .build();
        Optional<Rule> worst = rules.stream()
                .filter(rule -> evidence.admits(rule.to().severity()))
                .filter(rule -> rule.when().holds(scope))
                .reduce((one, other) ->
                        terms.isWorse(other.to().name(), one.to().name()) ? other : one);
        worst.ifPresent(rule -> raise(draft, rule));
    }

    private static void raise(Draft draft, Rule rule) {
        String from = draft.level();
        draft.judge(rule.to());
        @Nullable String reason = rule.reason();
        draft.record(
                new IncidentEvent.LevelChanged(
                        from,
                        rule.to().name(),
                        rule.to().severity(),
                        reason == null ? "because " + rule.when().source() : reason),
                Actor.FIREBREAK);
    }
}
