package dev.firebreak.backtest;

import dev.firebreak.catalog.system.ServiceDefinition;
import dev.firebreak.catalog.system.Target;
import dev.firebreak.incident.deployment.LiveDeployments;
import dev.firebreak.incident.deployment.LiveDeployments.Spell;
import dev.firebreak.model.alert.Deployment;
import dev.firebreak.model.alert.DeploymentState;
import dev.firebreak.model.alert.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What production ran when. */
final class PastDeployments {
    private static final int SPELLS_LOOKED_AT = 20;
    private static final Duration SUSPECT_WITHIN = Duration.ofHours(24);
    private static final String PRODUCTION = "production";

    private final Map<String, List<Spell>> byProject = new HashMap<>();

    void changed(Signal.DeploymentChanged change) {
        Deployment deployment = change.deployment();
        if (deployment.environment().equals(PRODUCTION) && change.state() == DeploymentState.LIVE) {
            add(deployment.project(), new Spell(deployment, change.changedAt(), false, null));
        }
    }

    void rolledBack(Signal.DeploymentRolledBack change) {
        List<Spell> spells = byProject.computeIfAbsent(change.project(), _ -> new ArrayList<>());
        spells.replaceAll(spell -> spell.deployment().id().equals(change.fromDeployment())
                ? new Spell(spell.deployment(), spell.liveAt(), spell.byRollback(), change.changedAt())
                : spell);
        Deployment to = spells.stream()
                .map(Spell::deployment)
                .filter(it -> it.id().equals(change.toDeployment()))
                .findFirst()
                .orElseGet(() -> onlyId(change));
        add(change.project(), new Spell(to, change.changedAt(), true, null));
    }

    private static Deployment onlyId(Signal.DeploymentRolledBack change) {
        return new Deployment(
                change.toDeployment(),
                change.provider(),
                change.project(),
                null,
                PRODUCTION,
                null,
                null,
                null,
                null,
                null,
                change.changedAt());
    }

    private void add(String project, Spell spell) {
        List<Spell> spells = byProject.computeIfAbsent(project, _ -> new ArrayList<>());
        spells.add(spell);
        spells.sort(Comparator.comparing(Spell::liveAt).reversed());
        if (spells.size() > SPELLS_LOOKED_AT) {
            spells.removeLast();
        }
    }

    LiveDeployments live(ServiceDefinition service, Instant now) {
        @Nullable
        String project = service.targets().values().stream()
                .filter(Target.Vercel.class::isInstance)
                .map(target -> ((Target.Vercel) target).project())
                .findFirst()
                .orElse(null);
        return project == null
                ? LiveDeployments.UNKNOWN
                : LiveDeployments.judge(byProject.getOrDefault(project, List.of()), now, SUSPECT_WITHIN);
    }
}
