package dev.firebreak.ingest.event;

import dev.firebreak.catalog.CatalogHolder;
import dev.firebreak.catalog.mapping.Event;
import dev.firebreak.catalog.mapping.Mapped;
import dev.firebreak.catalog.mapping.Mapping;
import dev.firebreak.catalog.mapping.Mappings;
import dev.firebreak.ingest.json.JsonLimits;
import dev.firebreak.ingest.json.PayloadException;
import dev.firebreak.ingest.source.Authentication;
import dev.firebreak.ingest.source.BearerTokens;
import dev.firebreak.ingest.source.Delivery;
import dev.firebreak.ingest.source.Reading;
import dev.firebreak.ingest.source.SharedSecrets;
import dev.firebreak.ingest.source.Source;
import dev.firebreak.model.alert.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * Takes messages of any tool and lets a mapping of the catalogue say what they mean: the one named in the path, else the
 * first that takes the message. A CloudEvent that no mapping takes is no alert; plain JSON was sent here to be one.
 */
@Component
class EventSource implements Source {
    static final String NAME = "events";
    static final String TOKENS = "FIREBREAK_EVENTS_TOKENS";
    private static final JsonLimits LIMITS = JsonLimits.of(1024 * 1024, 50_000);

    private final BearerTokens tokens;
    private final CatalogHolder catalog;
    private final CloudEvents cloudEvents = new CloudEvents(LIMITS);

    EventSource(Environment environment, CatalogHolder catalog) {
        this.tokens = new BearerTokens(SharedSecrets.of(environment::getProperty, TOKENS));
        this.catalog = catalog;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<String> paths() {
        return List.of("/webhooks/events", "/webhooks/events/{name}");
    }

    @Override
    public JsonLimits limits() {
        return LIMITS;
    }

    @Override
    public Authentication authenticateByHeaders(Delivery headersOnly) {
        return authenticate(headersOnly);
    }

    @Override
    public Authentication authenticate(Delivery delivery) {
        return tokens.check(delivery, "send Authorization: Bearer with one of " + TOKENS);
    }

    @Override
    public Reading read(Delivery delivery) {
        Mappings mappings = catalog.get().mappings();
        Optional<Mapping> named =
                delivery.name().isEmpty() ? Optional.empty() : Optional.of(named(mappings, delivery.name()));
        List<Event> events = cloudEvents.read(delivery);
        List<Signal> signals = new ArrayList<>();
        List<String> dropped = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            Event event = events.get(i);
            Optional<Mapping> mapping = named.or(() -> mappings.taking(event, delivery.receivedAt()));
            if (mapping.isEmpty()) {
                dropped.add(noMapping(event, mappings));
                continue;
            }
            String pointer = events.size() == 1 ? "" : "/" + i;
            MappedAlert alerts = new MappedAlert(mapping.get().name(), event, delivery);
            List<Mapped> outcomes = mapping.get().apply(event, delivery.receivedAt());
            for (int j = 0; j < outcomes.size(); j++) {
                switch (outcomes.get(j)) {
                    case Mapped.Alert alert -> signals.add(alerts.signal(alert, j));
                    case Mapped.Dropped(String reason) -> dropped.add(reason.replace('-', '_'));
                    case Mapped.Unfit(String reason) ->
                        throw PayloadException.wrongShape(
                                pointer, "mapping " + mapping.get().name() + ": " + reason);
                }
            }
        }
        return events.isEmpty() ? Reading.dropped("empty_batch") : new Reading(signals, dropped);
    }

    private static Mapping named(Mappings mappings, String name) {
        return mappings.find(name)
                .orElseThrow(() -> PayloadException.unknownName(
                        "There is no mapping of that name; known are " + String.join(", ", mappings.names()) + "."));
    }

    private static String noMapping(Event event, Mappings mappings) {
        if (event.type() == null) {
            throw PayloadException.wrongShape(
                    "",
                    "no mapping takes this: name what it is about in one of name, alertname, alert, check, title, summary,"
                            + " message, or send it to /webhooks/events/{name} of a mapping: "
                            + String.join(", ", mappings.names()));
        }
        return "no_mapping";
    }
}
