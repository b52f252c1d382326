package dev.firebreak.ingest.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/**
 * One body, read once from front to back without a tree of it. Whoever reads a value leaves at its last token; what is
 * not asked for is {@link #skip skipped}, but still has to be JSON.
 */
public final class JsonBody {
    private static final Pattern LIMIT_SETTING = Pattern.compile(", from `[^`]*`");

    private final JsonParser parser;

    private JsonBody(JsonParser parser) {
        this.parser = parser;
    }

    /** @throws PayloadException when the bytes are not exactly one JSON value within the limits */
    public static <T> T read(byte[] bytes, JsonLimits limits, Function<JsonBody, T> reader) {
        refuseOtherThanUtf8(bytes);
        try (JsonParser parser = limits.factory().createParser(ObjectReadContext.empty(), bytes)) {
            try {
                if (parser.nextToken() == null) {
                    throw PayloadException.malformed("the body is empty", "", 1);
                }
                T value = reader.apply(new JsonBody(parser));
                if (parser.nextToken() != null) {
                    throw PayloadException.malformed("something follows the JSON value", "", line(parser));
                }
                return value;
            } catch (JacksonException e) {
                String reason = LIMIT_SETTING.matcher(e.getOriginalMessage()).replaceAll("");
                throw PayloadException.malformed(reason, pointer(parser), line(parser));
            }
        }
    }

    /** JSON between systems is UTF-8 (RFC 8259, 8.1); the parser would guess UTF-16 and UTF-32 from zero bytes. */
    private static void refuseOtherThanUtf8(byte[] bytes) {
        boolean hasUtf16Mark = bytes.length > 1 && (bytes[0] & bytes[1] & 0xFE) == 0xFE;
        for (int i = 0; i < Math.min(4, bytes.length); i++) {
            if (bytes[i] == 0 || hasUtf16Mark) {
                throw PayloadException.malformed("the body is not UTF-8", "", 1);
            }
        }
    }

    /** Gives each name to the reader, which then reads or skips the value. */
    public void object(Consumer<String> field) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw unexpected("an object");
        }
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            field.accept(name);
        }
    }

    public void array(Runnable item) {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw unexpected("an array");
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            item.run();
        }
    }

    public void skip() {
        parser.skipChildren();
    }

    public boolean isObject() {
        return parser.currentToken() == JsonToken.START_OBJECT;
    }

    public boolean isArray() {
        return parser.currentToken() == JsonToken.START_ARRAY;
    }

    /** Numbers and booleans as they are written; null for null. */
    public @Nullable String text() {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> CleanText.of(parser.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE -> parser.getString();
            case VALUE_NULL -> null;
            default -> throw unexpected("a text");
        };
    }

    /** An object of texts; empty for null. Fields that are null are left out. */
    public Map<String, String> texts() {
        if (parser.currentToken() == JsonToken.VALUE_NULL) {
            return Map.of();
        }
        Map<String, String> texts = new LinkedHashMap<>();
        object(name -> {
            String text = text();
            if (text != null) {
                texts.put(CleanText.of(name), text);
            }
        });
        return texts;
    }

    /** Any value as plain Java: maps, lists, texts, numbers, booleans; null for null. The limits bound its size. */
    public @Nullable Object value() {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, @Nullable Object> members = new LinkedHashMap<>();
                object(name -> members.put(CleanText.of(name), value()));
                yield members;
            }
            case START_ARRAY -> {
                List<@Nullable Object> items = new ArrayList<>();
                array(() -> items.add(value()));
                yield items;
            }
            case VALUE_NUMBER_INT -> parser.getNumberValue();
            case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> text();
        };
    }

    /** Where the reader is, as a JSON pointer. */
    public String pointer() {
        return pointer(parser);
    }

    private PayloadException unexpected(String expected) {
        return PayloadException.wrongShape(pointer(), "expected " + expected + ", found " + found());
    }

    private String found() {
        return switch (parser.currentToken()) {
            case START_OBJECT -> "an object";
            case START_ARRAY -> "an array";
            case VALUE_STRING -> "a text";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "a boolean";
            case VALUE_NULL -> "null";
            default -> "nothing";
        };
    }

    private static String pointer(JsonParser parser) {
        // At the start of a container the context is already inside of it.
        boolean starts =
                parser.currentToken() == JsonToken.START_OBJECT || parser.currentToken() == JsonToken.START_ARRAY;
        var context = parser.streamReadContext();
        var parent = context.getParent();
        return CleanText.of(
                (starts && parent != null ? parent : context).pathAsPointer().toString());
    }

    private static int line(JsonParser parser) {
        return parser.currentLocation().getLineNr();
    }
}
