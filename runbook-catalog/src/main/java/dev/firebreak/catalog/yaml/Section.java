package dev.firebreak.catalog.yaml;

import dev.firebreak.catalog.yaml.YamlNode.Scalar;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A mapping with the keys of the language; it remembers which were asked for. */
public final class Section implements AutoCloseable {
    private final String what;
    private final Position at;
    private final List<Scalar> keys;
    private final Map<String, Value> values;
    private final Problems problems;
    private final Set<String> known = new LinkedHashSet<>();

    Section(String what, Position at, List<Scalar> keys, Map<String, Value> values, Problems problems) {
        this.what = what;
        this.at = at;
        this.keys = keys;
        this.values = values;
        this.problems = problems;
    }

    public Position at() {
        return at;
    }

    public Problems problems() {
        return problems;
    }

    /** True when the key is written, whatever its value. */
    public boolean has(String key) {
        known.add(key);
        return values.containsKey(key);
    }

    public Optional<Value> find(String key) {
        known.add(key);
        return Optional.ofNullable(values.get(key));
    }

    /** Empty, and told to the problems, when it is missing. */
    public Optional<Value> require(String key) {
        if (!has(key)) {
            problems.add(at, what + " without " + Problems.quoted(key), "the key " + Problems.quoted(key));
        }
        return find(key);
    }

    public String requireText(String key) {
        return require(key).map(Value::text).orElse("");
    }

    public @Nullable String findText(String key) {
        return find(key).map(Value::text).orElse(null);
    }

    public @Nullable Duration findDuration(String key) {
        return find(key).map(Value::duration).orElse(null);
    }

    public Duration duration(String key, Duration otherwise) {
        return find(key).map(Value::duration).orElse(otherwise);
    }

    public int integer(String key, int otherwise, int least, int most) {
        return find(key).map(value -> (int) value.integer(least, most)).orElse(otherwise);
    }

    /** The items of a list; none when the key is not there. */
    public List<Value> list(String key) {
        return find(key).map(Value::list).orElse(List.of());
    }

    public List<Value> requireList(String key) {
        List<Value> items = require(key).map(Value::list).orElse(List.of());
        if (items.isEmpty() && find(key).filter(Value::isList).isPresent()) {
            problems.add(find(key).orElseThrow().at(), "an empty list", "at least one entry");
        }
        return items;
    }

    public Map<String, Value> named(String key, String name) {
        return find(key).map(value -> value.named(name)).orElse(Map.of());
    }

    /** The keys that are written, in order. */
    public List<String> keys() {
        return keys.stream().map(Scalar::text).distinct().toList();
    }

    /** Tells each key that the language does not have here. */
    @Override
    public void close() {
        for (Scalar key : keys) {
            if (!known.contains(key.text())) {
                problems.addUnknown(key.at(), "key", key.text(), known);
            }
        }
    }
}
