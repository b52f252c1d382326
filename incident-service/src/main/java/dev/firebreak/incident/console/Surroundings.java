package dev.firebreak.incident.console;

import dev.firebreak.incident.remediation.AutomationStore.Switch;
import dev.firebreak.model.Actor;
import java.util.List;
import java.util.Locale;

/**
 * What every page shows around its own matter.
 *
 * @param urgent open incidents that do most harm: severity critical or error
 * @param scopes where automation was ever paused
 * @param sandboxed providers that the sandbox stands in for
 */
record Surroundings(Actor user, long open, long urgent, List<Switch> scopes, List<String> sandboxed, boolean isShadow) {
    Surroundings {
        scopes = List.copyOf(scopes);
        sandboxed = List.copyOf(sandboxed);
    }

    public boolean mayAct() {
        return user.roles().contains("responder") || isAdmin();
    }

    public boolean isAdmin() {
        return user.roles().contains("admin");
    }

    public List<Switch> paused() {
        return scopes.stream().filter(Switch::paused).toList();
    }

    /** The switch over everything, when it is thrown. */
    public boolean isPaused() {
        return paused().stream().anyMatch(it -> it.scope().equals("global"));
    }

    public String automation() {
        if (isPaused()) {
            return "paused";
        }
        if (!paused().isEmpty()) {
            return "partly paused";
        }
        return isShadow ? "shadow" : "running";
    }

    /** As a name for its style. */
    public String automationKind() {
        return automation().replace(' ', '-').toLowerCase(Locale.ROOT);
    }

    public String titlePrefix() {
        return urgent == 0 ? "" : "(" + urgent + ") ";
    }
}
