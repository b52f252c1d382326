package dev.firebreak.incident.lifecycle;

import dev.firebreak.incident.hold.Matcher;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.command.Command;
import dev.firebreak.model.incident.IncidentEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A silence that is asked for where people see the alert: in its incident. */
final class Silencing {
    private static final Duration LONGEST = Duration.ofDays(90);

    private Silencing() {}

    static void decide(Draft draft, Command.SilenceIncident command) {
        @Nullable List<String> asked = command.matchers();
        List<String> matchers = asked == null ? like(draft.incident().trigger()) : asked;
        against(draft, command, matchers)
                .ifPresentOrElse(
                        reason -> Requests.refuse(draft, command, "silence", reason),
                        () -> draft.record(
                                new IncidentEvent.Silenced(
                                        command.id().value(), matchers, command.until(), command.reason()),
                                command.actor()));
    }

    /** Alerts of that name on that service; what cannot be written as a matcher goes by its fingerprint. */
    static List<String> like(Alert trigger) {
        List<String> matchers = new ArrayList<>();
        matchers.add("name=" + trigger.name());
        @Nullable String service = trigger.service();
        if (service != null) {
            matchers.add("service=" + service);
        }
        boolean fits = Matcher.against(matchers).isEmpty()
                && matchers.stream().map(Matcher::parse).allMatch(matcher -> matcher.matches(trigger));
        return fits ? matchers : List.of("fingerprint=" + trigger.fingerprint());
    }

    private static Optional<String> against(Draft draft, Command.SilenceIncident command, List<String> matchers) {
        if (draft.incident().isDrill()) {
            return Optional.of("it is a drill, and the silence would be for real alerts like it");
        }
        Duration lasts = Duration.between(draft.now(), command.until());
        if (!lasts.isPositive()) {
            return Optional.of("it would be over at " + command.until() + ", by now");
        }
        return lasts.compareTo(LONGEST) > 0
                ? Optional.of("it would end more than " + LONGEST.toDays() + " days from now")
                : Matcher.against(matchers).map(problem -> problem.text() + " " + problem.why());
    }
}
