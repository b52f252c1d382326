package dev.firebreak.catalog.mapping;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The mappings of a team, by name, and behind them those that everybody has. */
public final class Mappings {
    private final List<Mapping> own;

    public Mappings(List<Mapping> own) {
        this.own = own.stream().sorted(Comparator.comparing(Mapping::name)).toList();
    }

    /** Those of the team. */
    public List<Mapping> own() {
        return own;
    }

    /** A team's mapping goes before the built-in one of its name. */
    public Optional<Mapping> find(String name) {
        return all().filter(mapping -> mapping.name().equals(name)).findFirst();
    }

    /** The first that says it takes this message. */
    public Optional<Mapping> taking(Event event, Instant now) {
        return all().filter(mapping -> mapping.takes(event, now)).findFirst();
    }

    public List<String> names() {
        return all().map(Mapping::name).distinct().sorted().toList();
    }

    private Stream<Mapping> all() {
        return Stream.concat(own.stream(), BuiltInMappings.ALL.stream());
    }
}
