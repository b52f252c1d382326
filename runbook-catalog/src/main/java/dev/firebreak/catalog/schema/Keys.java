package dev.firebreak.catalog.schema;

import java.util.LinkedHashMap;
import java.util.Map;

/** The keys of a section, in the order in which people write them. */
final class Keys {
    private final Map<String, Shape> keys = new LinkedHashMap<>();

    static Keys of(String key, Shape shape) {
        return new Keys().and(key, shape);
    }

    Keys and(String key, Shape shape) {
        keys.put(key, shape);
        return this;
    }

    Shape section(String... required) {
        return Shape.section(keys, required);
    }
}
