package dev.firebreak.ingest.json;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of interest of a large body, by JSON pointer. Only named containers are entered; stack traces, contexts and
 * whatever else a sender adds are skipped without being kept.
 */
public final class JsonFields {
    private static final int IDENTIFIER = 300;

    private final Map<String, String> texts = new HashMap<>();
    private final Set<String> containers = new HashSet<>();
    private final Set<String> entered;

    private JsonFields(Set<String> entered) {
        this.entered = entered;
    }

    /** @param entered pointers of objects and arrays to enter, the root as an empty text; {@code *} for any array index */
    public static JsonFields read(byte[] bytes, JsonLimits limits, Set<String> entered) {
        JsonFields fields = new JsonFields(entered);
        return JsonBody.read(bytes, limits, body -> {
            if (!body.isObject()) {
                throw PayloadException.wrongShape("", "expected an object");
            }
            fields.collect(body, "", "");
            return fields;
        });
    }

    private void collect(JsonBody body, String pointer, String pattern) {
        if (body.isObject()) {
            if (enter(body, pointer, pattern)) {
                body.object(name -> {
                    String step = "/" + step(name);
                    collect(body, pointer + step, pattern + step);
                });
            }
        } else if (body.isArray()) {
            if (enter(body, pointer, pattern)) {
                int[] index = {0};
                body.array(() -> collect(body, pointer + "/" + index[0]++, pattern + "/*"));
            }
        } else {
            String text = body.text();
            if (text != null) {
                texts.put(pointer, text);
            }
        }
    }

    private boolean enter(JsonBody body, String pointer, String pattern) {
        containers.add(pointer);
        if (entered.contains(pattern)) {
            return true;
        }
        body.skip();
        return false;
    }

    private static String step(String name) {
        return CleanText.of(name).replace("~", "~0").replace("/", "~1");
    }

    public boolean has(String pointer) {
        return containers.contains(pointer) || texts.containsKey(pointer);
    }

    /** Null when it is missing, null or a container. */
    public @Nullable String text(String pointer) {
        return texts.get(pointer);
    }

    /** The first of these that says something; null when none does. */
    public @Nullable String firstText(String... pointers) {
        for (String pointer : pointers) {
            String text = texts.get(pointer);
            if (text != null && !text.isBlank()) {
                return text;
            }
        }
        return null;
    }

    /**
     * An identifier.
     *
     * @throws PayloadException when it is missing or too long to be one, naming it and what it is for
     */
    public String require(String pointer, String meaning) {
        String text = texts.get(pointer);
        if (text == null || text.isBlank()) {
            throw PayloadException.wrongShape(pointer, pointer + " is missing: " + meaning);
        }
        if (text.length() > IDENTIFIER) {
            throw PayloadException.wrongShape(pointer, pointer + " is longer than " + IDENTIFIER + " characters");
        }
        return text;
    }

    /** @throws PayloadException when there is no object or array there */
    public void requireContainer(String pointer, String meaning) {
        if (!containers.contains(pointer)) {
            throw PayloadException.wrongShape(pointer, pointer + " is missing: " + meaning);
        }
    }

    /** An array of [name, value] pairs, or an object, as a map; what is neither is left out. */
    public Map<String, String> pairs(String pointer) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (int i = 0; containers.contains(pointer + "/" + i); i++) {
            String name = texts.get(pointer + "/" + i + "/0");
            String value = texts.get(pointer + "/" + i + "/1");
            if (name != null && value != null) {
                pairs.put(name, value);
            }
        }
        return pairs;
    }
}
