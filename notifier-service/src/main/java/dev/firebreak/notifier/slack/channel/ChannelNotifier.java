package dev.firebreak.notifier.slack.channel;

import dev.firebreak.catalog.CatalogHolder;
import dev.firebreak.catalog.system.SeverityLevel;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.incident.IncidentFact;
import dev.firebreak.model.incident.Receiver;
import dev.firebreak.notifier.obligation.Change;
import dev.firebreak.notifier.obligation.Notifier;
import dev.firebreak.notifier.obligation.Obligation;
import dev.firebreak.notifier.obligation.Transition;
import java.util.List;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Notes which incidents are to have a channel of their own. Nobody is owed anything there: that is what the cards are for. */
class ChannelNotifier implements Notifier {
    private final ChannelStore channels;
    private final CatalogHolder catalog;
    private final ChannelSettings settings;

    ChannelNotifier(ChannelStore channels, CatalogHolder catalog, ChannelSettings settings) {
        this.channels = channels;
        this.catalog = catalog;
        this.settings = settings;
    }

    @Override
    public String vendor() {
        return ChannelCourier.VENDOR;
    }

    @Override
    public boolean reaches(Receiver receiver) {
        return false;
    }

    @Override
    public boolean tells(Transition.Kind kind) {
        return false;
    }

    @Override
    public String lane(Receiver receiver) {
        return ChannelCourier.LANE;
    }

    @Override
    public Obligation.Proof proof(Transition.Kind kind) {
        return Obligation.Proof.EVENT;
    }

    @Override
    public Mono<List<String>> note(List<Change> changes) {
        List<IncidentFact> facts = changes.stream()
                .map(Change::cause)
                .filter(Change.Cause.OfIncident.class::isInstance)
                .map(cause -> ((Change.Cause.OfIncident) cause).fact())
                .filter(fact -> concerns(fact.event()))
                .toList();
        return Flux.fromIterable(facts)
                .map(IncidentFact::incident)
                .filter(incident -> incident.state().isOpen() && asksForOne(incident))
                .concatMap(incident -> channels.want(incident, settings.mostAnHour()))
                .then(channels.changed(facts))
                .map(some -> some ? List.of(ChannelCourier.LANE) : List.of());
    }

    private boolean asksForOne(Incident incident) {
        return !incident.isDrill() // its people are called into none
                && settings.mostAnHour() > 0
                && catalog.get()
                        .system(incident.system())
                        .flatMap(system -> system.findLevel(incident.level()))
                        .filter(SeverityLevel::ownChannel)
                        .isPresent();
    }

    private static boolean concerns(IncidentEvent event) {
        return switch (event) {
            case IncidentEvent.Opened _,
                    IncidentEvent.LevelChanged _,
                    IncidentEvent.Escalated _,
                    IncidentEvent.Acknowledged _,
                    IncidentEvent.Assigned _,
                    IncidentEvent.Reopened _,
                    IncidentEvent.Closed _ -> true;
            case IncidentEvent.AlertsAdded _,
                    IncidentEvent.AlertsResolved _,
                    IncidentEvent.ClockMissed _,
                    IncidentEvent.UpdateDue _,
                    IncidentEvent.ObservationStarted _,
                    IncidentEvent.Mitigated _,
                    IncidentEvent.Resolved _,
                    IncidentEvent.NoteAdded _,
                    IncidentEvent.RemediationProgressed _,
                    IncidentEvent.NotificationDelivered _,
                    IncidentEvent.Merged _,
                    IncidentEvent.Absorbed _,
                    IncidentEvent.Split _,
                    IncidentEvent.Related _,
                    IncidentEvent.Flapping _,
                    IncidentEvent.PostmortemDue _,
                    IncidentEvent.Silenced _,
                    IncidentEvent.CommandRefused _ -> false;
        };
    }
}
