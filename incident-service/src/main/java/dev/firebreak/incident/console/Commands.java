package dev.firebreak.incident.console;

import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What people may do about an incident as it stands.
 *
 * @param first what they most likely want now, as buttons
 * @param more the rest, behind a menu
 */
record Commands(List<Command> first, List<Command> more) {
    private static final int BUTTONS = 3;

    /** Each has a fragment of its name in {@code console/commands}. */
    enum Command {
        ACKNOWLEDGE,
        RESOLVE,
        RUN,
        ESCALATE,
        TAKE,
        ASSIGN,
        POSTMORTEM,
        LEVEL,
        SILENCE,
        MERGE,
        REOPEN,
        CLOSE;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    Commands {
        first = List.copyOf(first);
        more = List.copyOf(more);
    }

    /**
     * @param user by the name that an owner has
     * @param hasRun its runbook has begun, by itself or by hand
     * @param hasLevels its system is still in the catalogue, which names the levels
     */
    static Commands of(Incident incident, String user, boolean hasRun, boolean hasLevels) {
        List<Command> all = incident.state().isOpen() ? open(incident, user, hasRun, hasLevels) : over(incident);
        int buttons = Math.min(BUTTONS, all.size());
        return new Commands(all.subList(0, buttons), all.subList(buttons, all.size()));
    }

    /** In the order in which they are wanted: who has helped writes it down, who has not asks others. */
    private static List<Command> open(Incident incident, String user, boolean hasRun, boolean hasLevels) {
        List<Command> all = new ArrayList<>();
        if (incident.acknowledgedAt() == null) {
            all.add(Command.ACKNOWLEDGE);
        }
        all.add(Command.RESOLVE);
        if (incident.runbook() != null && !hasRun) {
            all.add(Command.RUN);
        }
        boolean isMitigated = incident.state() == IncidentState.MITIGATED;
        all.add(isMitigated ? Command.POSTMORTEM : Command.ESCALATE);
        @Nullable String owner = incident.owner();
        if (owner != null && !owner.equals(user)) {
            all.add(Command.TAKE);
        }
        if (hasLevels) {
            all.add(Command.LEVEL);
        }
        all.addAll(List.of(
                Command.ASSIGN, Command.SILENCE, Command.MERGE, isMitigated ? Command.ESCALATE : Command.POSTMORTEM));
        return all;
    }

    private static List<Command> over(Incident incident) {
        boolean mayGoOn = incident.state() == IncidentState.RESOLVED && incident.mergedInto() == null;
        return mayGoOn ? List.of(Command.POSTMORTEM, Command.REOPEN, Command.CLOSE) : List.of(Command.POSTMORTEM);
    }
}
