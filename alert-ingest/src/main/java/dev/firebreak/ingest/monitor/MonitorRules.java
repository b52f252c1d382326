package dev.firebreak.ingest.monitor;

import dev.firebreak.catalog.system.Breach;
import dev.firebreak.catalog.system.Monitor;
import dev.firebreak.ingest.monitor.probe.Observation;
import dev.firebreak.model.Severity;
import dev.firebreak.model.alert.AlertStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a look means.
 *
 * @param repeatEvery how often an alert that goes on is told again: whoever closed it by hand learns that it is not over
 * @param blindAfter how long nothing can be seen until that is an alert itself
 */
record MonitorRules(Duration repeatEvery, Duration blindAfter) {
    static final String BLIND_NAME = "MonitorBlind";

    /** @param notices to be sent in this order */
    record Ruling(MonitorState after, List<Notice> notices) {
        Ruling {
            notices = List.copyOf(notices);
        }
    }

    Ruling after(MonitorState before, Monitor monitor, Observation observation, Instant now) {
        return switch (observation) {
            case Observation.Seen seen -> seen(before, monitor, seen, now);
            case Observation.Blind blind -> blind(before, monitor, blind, now);
            // Neither good nor bad, and no surprise: it says so where people look at monitors.
            case Observation.NotSetUp missing -> new Ruling(with(before, null, missing.text()), List.of());
        };
    }

    /** The monitor is no more: what it raised ends. */
    Ruling retired(MonitorState before, Instant now) {
        var notices = new Notices(before.told(), now, 0, "the catalogue has this monitor no more");
        notices.resolved(Notice.About.SUBJECT, before.raised());
        notices.resolved(Notice.About.BLINDNESS, before.blind());
        return new Ruling(MonitorState.NEW, notices.list);
    }

    private Ruling seen(MonitorState before, Monitor monitor, Observation.Seen seen, Instant now) {
        Track warning = before.warning().next(seen.breach() != Breach.NONE, now, monitor.patience());
        Track critical = before.critical().next(seen.breach() == Breach.CRITICAL, now, monitor.patience());
        var notices = new Notices(before.told(), now, warning.bad(), seen.text());
        notices.resolved(Notice.About.BLINDNESS, before.blind());
        Raised raised = raised(before.raised(), monitor, warning, critical, now);
        if (raised == null) {
            notices.resolved(Notice.About.SUBJECT, before.raised());
        } else if (!raised.equals(before.raised())) {
            notices.firing(Notice.About.SUBJECT, raised);
        }
        var after = new MonitorState(warning, critical, raised, null, null, notices.number, seen.value(), seen.text());
        return new Ruling(after, notices.list);
    }

    private @Nullable Raised raised(
            @Nullable Raised before, Monitor monitor, Track warning, Track critical, Instant now) {
        Breach breach = critical.holds() ? Breach.CRITICAL : warning.holds() ? Breach.WARNING : Breach.NONE;
        if (breach == Breach.NONE) {
            return null;
        }
        if (before != null && before.breach() == breach) {
            return told(before, now);
        }
        Instant began = warning.since() == null ? now : warning.since();
        return new Raised(
                MonitorAlerts.kind(monitor.probe()),
                monitor.raise().name(),
                monitor.service(),
                breach,
                monitor.severity(breach),
                before == null ? began : before.startsAt(),
                now);
    }

    private Ruling blind(MonitorState before, Monitor monitor, Observation.Blind blind, Instant now) {
        Instant since = before.blindSince() == null ? now : before.blindSince();
        Raised raised = before.blind();
        if (raised != null) {
            raised = told(raised, now);
        } else if (Duration.between(since, now).compareTo(blindAfter) >= 0) {
            raised = new Raised("blind", BLIND_NAME, monitor.service(), Breach.WARNING, Severity.WARNING, since, now);
        }
        var notices = new Notices(before.told(), now, 0, blind.text());
        if (raised != null && !raised.equals(before.blind())) {
            notices.firing(Notice.About.BLINDNESS, raised);
        }
        var after = new MonitorState(
                before.warning(),
                before.critical(),
                before.raised(),
                since,
                raised,
                notices.number,
                before.value(),
                blind.text());
        return new Ruling(after, notices.list);
    }

    private Raised told(Raised raised, Instant now) {
        boolean isTimeToRepeat = Duration.between(raised.sentAt(), now).compareTo(repeatEvery) >= 0;
        return isTimeToRepeat
                ? new Raised(
                        raised.kind(),
                        raised.name(),
                        raised.service(),
                        raised.breach(),
                        raised.severity(),
                        raised.startsAt(),
                        now)
                : raised;
    }

    private static MonitorState with(MonitorState state, @Nullable Instant blindSince, String text) {
        return new MonitorState(
                state.warning(),
                state.critical(),
                state.raised(),
                blindSince,
                state.blind(),
                state.told(),
                state.value(),
                text);
    }

    /** Numbers them as they come. */
    private static final class Notices {
        private final List<Notice> list = new ArrayList<>();
        private final Instant now;
        private final int looks;
        private final String text;
        private long number;

        Notices(long told, Instant now, int looks, String text) {
            this.number = told;
            this.now = now;
            this.looks = looks;
            this.text = text;
        }

        void firing(Notice.About about, Raised raised) {
            list.add(new Notice(++number, about, AlertStatus.FIRING, raised, now, looks, text));
        }

        void resolved(Notice.About about, @Nullable Raised raised) {
            if (raised != null) {
                list.add(new Notice(++number, about, AlertStatus.RESOLVED, raised, now, looks, text));
            }
        }
    }
}
