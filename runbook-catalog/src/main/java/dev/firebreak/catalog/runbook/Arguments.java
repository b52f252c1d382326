package dev.firebreak.catalog.runbook;

import dev.firebreak.catalog.expression.Expectation;
import dev.firebreak.catalog.system.Target;
import dev.firebreak.catalog.system.Threshold;
import dev.firebreak.catalog.yaml.Durations;
import dev.firebreak.model.incident.Receiver;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Parameters ready for use, defaults included. Asking for one that was not given, or as another type than declared, is a
 * mistake of the caller and throws {@link NoSuchElementException}.
 */
public final class Arguments {
    private final Map<String, Object> values;

    Arguments(Map<String, Object> values) {
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    public String text(String name) {
        return require(name, String.class);
    }

    public Optional<String> findText(String name) {
        return find(name, String.class);
    }

    public int integer(String name) {
        return Math.toIntExact(require(name, Long.class));
    }

    public boolean flag(String name) {
        return require(name, Boolean.class);
    }

    public Duration duration(String name) {
        return require(name, Duration.class);
    }

    public List<Integer> integers(String name) {
        if (values.get(name) instanceof List<?> list) {
            return list.stream().map(Integer.class::cast).toList();
        }
        throw missing(name, "list of numbers");
    }

    /** Empty when not given. */
    public Map<String, String> texts(String name) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (values.get(name) instanceof Map<?, ?> map) {
            map.forEach((key, value) -> texts.put((String) key, (String) value));
        }
        return texts;
    }

    public Target target(String name) {
        return require(name, Target.class);
    }

    public <T extends Target> T target(String name, Class<T> kind) {
        return require(name, kind);
    }

    public Optional<Target> findTarget(String name) {
        return find(name, Target.class);
    }

    public Receiver receiver(String name) {
        return require(name, Receiver.class);
    }

    public Threshold threshold(String name) {
        return require(name, Threshold.class);
    }

    public Expectation expectation(String name) {
        return require(name, Expectation.class);
    }

    public Optional<Expectation> findExpectation(String name) {
        return find(name, Expectation.class);
    }

    /** For plans and evidence: names of targets, never what their secrets hold. */
    public SortedMap<String, String> readable() {
        SortedMap<String, String> words = new TreeMap<>();
        values.forEach((name, value) -> words.put(name, readable(value)));
        return words;
    }

    private static String readable(Object value) {
        return switch (value) {
            case Target target -> target.name();
            case Receiver receiver -> receiver.name();
            case Threshold threshold -> threshold.name();
            case Duration duration -> Durations.format(duration);
            default -> value.toString();
        };
    }

    private <T> T require(String name, Class<T> type) {
        return find(name, type).orElseThrow(() -> missing(name, type.getSimpleName()));
    }

    private NoSuchElementException missing(String name, String type) {
        return new NoSuchElementException("no " + type + " parameter '" + name + "' among " + values.keySet());
    }

    private <T> Optional<T> find(String name, Class<T> type) {
        @Nullable Object value = values.get(name);
        return type.isInstance(value) ? Optional.of(type.cast(value)) : Optional.empty();
    }
}
