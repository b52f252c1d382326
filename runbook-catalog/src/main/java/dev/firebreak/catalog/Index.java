package dev.firebreak.catalog;

import dev.firebreak.catalog.expression.Needs;
import dev.firebreak.model.alert.Alert;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Finds what may be meant by an alert without trying all: by name, service, project, labels or source, as its conditions
 * compare them.
 */
final class Index<T> {
    private final List<T> all;
    private final Map<Needs.Value, List<Integer>> places = new HashMap<>();
    private final List<Integer> always = new ArrayList<>();
    private final Set<String> fields = new TreeSet<>();

    /** @param needs empty for what has to be tried for every alert */
    Index(List<T> all, Function<T, Optional<Needs>> needs) {
        this.all = List.copyOf(all);
        for (int place = 0; place < all.size(); place++) {
            Optional<Needs> needed = needs.apply(all.get(place));
            if (needed.isEmpty()) {
                always.add(place);
            }
            for (Needs.Value value : needed.map(Needs::anyOf).orElse(Set.of())) {
                fields.add(value.field());
                places.computeIfAbsent(value, _ -> new ArrayList<>()).add(place);
            }
        }
    }

    List<T> all() {
        return all;
    }

    /** In their order; all others do not hold for it. */
    List<T> candidates(Alert alert) {
        return Stream.concat(
                        always.stream(),
                        fields.stream()
                                .flatMap(field -> Needs.Value.of(field, alert).stream())
                                .flatMap(value -> places.getOrDefault(value, List.of()).stream()))
                .distinct()
                .sorted()
                .map(all::get)
                .toList();
    }
}
