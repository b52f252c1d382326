package dev.firebreak.notifier.slack.channel;

import dev.firebreak.catalog.CatalogHolder;
import dev.firebreak.model.incident.Receiver;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Who belongs into an incident's own channel: whoever took it, was called for it, or is on call for its system now. */
class People {
    private static final String SLACK = "slack:";

    private final CatalogHolder catalog;
    private final InstantSource clock;

    People(CatalogHolder catalog, InstantSource clock) {
        this.catalog = catalog;
        this.clock = clock;
    }

    /** Slack's ids. */
    List<String> of(IncidentChannel channel) {
        Set<String> people = new LinkedHashSet<>();
        String owner = channel.owner();
        if (owner != null && owner.startsWith(SLACK)) {
            people.add(owner.substring(SLACK.length()));
        }
        for (Receiver receiver : channel.incident().receivers()) {
            if (receiver instanceof Receiver.Slack slack && slack.mention() != null) {
                people.add(slack.mention());
            }
        }
        people.addAll(onCall(channel.incident().system(), clock.instant()));
        return List.copyOf(people);
    }

    private List<String> onCall(String systemName, Instant now) {
        return catalog.get().system(systemName).stream()
                .flatMap(system -> system.rotations().values().stream())
                .flatMap(rotation -> Stream.ofNullable(rotation.at(now).who().slack()))
                .toList();
    }
}
