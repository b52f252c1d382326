package dev.firebreak.incident.intake;

import dev.firebreak.catalog.Catalog;
import dev.firebreak.incident.correlation.Holding;
import dev.firebreak.incident.correlation.Runbooks;
import dev.firebreak.incident.flapping.FlappingSettings;
import dev.firebreak.incident.flapping.Flaps;
import dev.firebreak.incident.hold.Hold;
import dev.firebreak.incident.inhibition.InhibitorStore;
import dev.firebreak.incident.inhibition.Inhibitors;
import dev.firebreak.incident.lifecycle.Ruling;
import dev.firebreak.incident.maintenance.Maintenance;
import dev.firebreak.incident.maintenance.MaintenanceDesk;
import dev.firebreak.incident.silence.SilenceDesk;
import dev.firebreak.incident.silence.Silences;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.incident.IncidentId;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** All that can hold an alert back, as it is for one batch: silences, then maintenance, then inhibition. */
@Component
class Holdings {
    private final SilenceDesk silences;
    private final MaintenanceDesk maintenance;
    private final InhibitorStore inhibitors;
    private final Runbooks runbooks;
    private final FlappingSettings flapping;

    Holdings(
            SilenceDesk silences,
            MaintenanceDesk maintenance,
            InhibitorStore inhibitors,
            Runbooks runbooks,
            FlappingSettings flapping) {
        this.silences = silences;
        this.maintenance = maintenance;
        this.inhibitors = inhibitors;
        this.runbooks = runbooks;
        this.flapping = flapping;
    }

    /** Silences and maintenance are in memory; a catalogue without inhibitions asks the database nothing. */
    Mono<Holding> at(Instant now, Map<String, Flaps> flaps) {
        Catalog catalog = runbooks.current().catalog();
        Mono<Inhibitors> muting = Inhibitors.hasRules(catalog) ? inhibitors.open() : Mono.just(Inhibitors.NONE);
        return silences.current()
                .flatMap(silenced -> maintenance
                        .current(now)
                        .flatMap(windows ->
                                muting.map(muted -> new Now(silenced, windows, muted, flaps, flapping, now))));
    }

    private record Now(
            Silences silences,
            Maintenance maintenance,
            Inhibitors inhibitors,
            Map<String, Flaps> flaps,
            FlappingSettings settings,
            Instant now)
            implements Holding {
        @Override
        public Optional<Hold> anyones(Alert alert) {
            return silences.holding(alert, now);
        }

        @Override
        public Optional<Hold> end(Alert resolved, @Nullable IncidentId incident) {
            return Optional.ofNullable(flaps.get(resolved.fingerprint()))
                    .filter(Flaps::isFlapping)
                    .map(found -> found.hold(incident, settings, now));
        }

        @Override
        public Optional<Hold> of(Alert alert, Ruling ruling) {
            return maintenance
                    .holding(ruling.system().name(), ruling.service().name(), now)
                    .or(() -> inhibitors.holding(alert, ruling, now));
        }
    }
}
