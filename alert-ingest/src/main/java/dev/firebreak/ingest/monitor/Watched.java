package dev.firebreak.ingest.monitor;

import dev.firebreak.catalog.Catalog;
import dev.firebreak.catalog.system.Monitor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A monitor and whose it is. */
public record Watched(String system, Monitor monitor) {
    /** Of all monitors. */
    public String key() {
        return system + "/" + monitor.name();
    }

    /** Empty when the catalogue has no monitor of that key. */
    static Optional<Monitor> find(Catalog catalog, String key) {
        int slash = key.indexOf('/');
        return catalog.system(key.substring(0, slash)).stream()
                .flatMap(system -> system.monitors().stream())
                .filter(monitor -> monitor.name().equals(key.substring(slash + 1)))
                .findFirst();
    }

    /** By key, in the order of the catalogue. */
    public static Map<String, Watched> all(Catalog catalog) {
        Map<String, Watched> all = new LinkedHashMap<>();
        catalog.systems()
                .forEach(system -> system.monitors().forEach(monitor -> {
                    var watched = new Watched(system.name(), monitor);
                    all.put(watched.key(), watched);
                }));
        return all;
    }
}
