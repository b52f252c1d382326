package dev.firebreak.incident.lifecycle;

import dev.firebreak.incident.lifecycle.AlertIntake.Taken;
import dev.firebreak.incident.lifecycle.AlertStanding.Incoming;
import dev.firebreak.incident.lifecycle.Regrouping.Halves;
import dev.firebreak.incident.lifecycle.Regrouping.Merged;
import dev.firebreak.incident.lifecycle.Regrouping.Moving;
import dev.firebreak.incident.lifecycle.Regrouping.Wish;
import dev.firebreak.model.command.Command;
import dev.firebreak.model.incident.AlertSummary;
import dev.firebreak.model.remediation.RemediationFact;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The pure decisions as the shell asks for them. A planted bug overrides one of them. */
interface Core {
    Core REAL = new Core() {};

    default Taken open(Opening opening, List<Incoming> alerts, Instant now) {
        return AlertIntake.open(opening, alerts, now);
    }

    default Taken join(Dossier dossier, List<Incoming> alerts, Map<String, AlertSummary> known, Instant now) {
        return AlertIntake.join(dossier, alerts, known, now);
    }

    default Decision ask(Dossier dossier, Command.ForIncident command, @Nullable Long rival, Instant now) {
        return Requests.decide(dossier, command, rival, now);
    }

    default Merged merge(Dossier source, Dossier target, Moving moving, Wish wish, Instant now) {
        return Regrouping.merge(source, target, moving, wish, now);
    }

    default Halves split(Dossier from, List<AlertSummary> words, Offspring offspring, Wish wish, Instant now) {
        return Regrouping.split(from, words, offspring, wish, now);
    }

    default Decision tick(Dossier dossier, Instant now) {
        return Deadline.decide(dossier, now);
    }

    default Decision hear(Dossier dossier, RemediationFact fact, boolean verified, Instant now) {
        return RemediationNews.decide(dossier, fact, verified, now);
    }
}
