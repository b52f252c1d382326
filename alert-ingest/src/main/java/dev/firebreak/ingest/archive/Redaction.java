package dev.firebreak.ingest.archive;

import dev.firebreak.model.wire.Wire;
import java.io.StringWriter;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Takes secrets out of JSON by the names they go by: {@code "password": …}, {@code ["Cookie", …]} and
 * {@code {"key": "api_key", "value": …}}, and inside of texts what looks like credentials. It would rather take out too
 * much. What it cannot know is a secret under an innocent name.
 */
final class Redaction {
    private static final String REDACTED = "[redacted]";
    private static final int SHORTEST_CREDENTIAL = "basic 12345678".length() - 1;
    private static final List<String> WORDS = List.of(
            "password",
            "passwd",
            "passphrase",
            "secret",
            "token",
            "authorization",
            "cookie",
            "apikey",
            "credential",
            "privatekey",
            "routingkey",
            "sessionid",
            "csrf",
            "signature");
    private static final Set<String> NAMES = Set.of("key", "name");
    private static final Pattern SCHEME = Pattern.compile("(?i)\\b(bearer|basic)\\s+[a-z0-9._~+/=-]{8,}");
    private static final Pattern USER_INFO = Pattern.compile("://[^/@\\s\"]+@");
    private static final Pattern QUERY =
            Pattern.compile("(?i)([?&;][a-z_.-]*(?:token|key|secret|password|sig|signature|code)=)[^&;\\s\"]+");

    private final List<String> words;

    Redaction(Collection<String> more) {
        this.words = Stream.concat(WORDS.stream(), more.stream().map(Redaction::plain))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** @param json valid, and within the bounds of its source */
    String of(byte[] json) {
        StringWriter out = new StringWriter(json.length);
        Deque<Scope> scopes = new ArrayDeque<>();
        try (JsonParser parser = Wire.JSON.createParser(json);
                JsonGenerator generator = Wire.JSON.createGenerator(out)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                copy(token, parser, generator, scopes);
            }
        }
        return out.toString();
    }

    private void copy(JsonToken token, JsonParser parser, JsonGenerator generator, Deque<Scope> scopes) {
        if (token == JsonToken.END_OBJECT || token == JsonToken.END_ARRAY) {
            scopes.pop();
            generator.copyCurrentEvent(parser);
            return;
        }
        Scope scope = scopes.peek();
        if (token == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            if (scope != null) {
                scope.named(name, isSecret(name));
            }
            generator.writeName(name);
            return;
        }
        boolean isHidden = scope != null && scope.isNextHidden();
        if (scope != null) {
            scope.valued(() -> token == JsonToken.VALUE_STRING && isSecret(parser.getString()));
        }
        if (isHidden) {
            parser.skipChildren();
            generator.writeString(REDACTED);
        } else if (token == JsonToken.VALUE_STRING) {
            generator.writeString(text(parser.getString()));
        } else {
            if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
                scopes.push(new Scope(token == JsonToken.START_ARRAY));
            }
            generator.copyCurrentEventExact(parser);
        }
    }

    /** Most texts have none of the characters without which there is nothing to find. */
    private static String text(String value) {
        String shorter = value;
        if (value.length() > SHORTEST_CREDENTIAL) {
            shorter = SCHEME.matcher(shorter).replaceAll("$1 " + REDACTED);
        }
        if (value.indexOf('@') >= 0) {
            shorter = USER_INFO.matcher(shorter).replaceAll("://" + REDACTED + "@");
        }
        return value.indexOf('=') < 0 ? shorter : QUERY.matcher(shorter).replaceAll("$1" + REDACTED);
    }

    private boolean isSecret(String name) {
        if (name.length() > 100) {
            return false;
        }
        String plain = plain(name);
        return words.stream().anyMatch(plain::contains);
    }

    private static String plain(String name) {
        StringBuilder plain = new StringBuilder(name.length());
        name.toLowerCase(Locale.ROOT)
                .chars()
                .filter(it -> (it >= 'a' && it <= 'z') || (it >= '0' && it <= '9'))
                .forEach(it -> plain.append((char) it));
        return plain.toString();
    }

    /** One object or array that is being copied. */
    private static final class Scope {
        private final boolean isArray;
        private int index;
        private String field = "";
        private boolean isNextHidden;
        private boolean isValueHidden;

        Scope(boolean isArray) {
            this.isArray = isArray;
        }

        void named(String name, boolean isSecret) {
            field = name;
            isNextHidden = isSecret || (isValueHidden && name.equals("value"));
        }

        boolean isNextHidden() {
            return isNextHidden;
        }

        /** @param isSecretName asked when it matters: the value names a secret, so what belongs to it is hidden */
        void valued(BooleanSupplier isSecretName) {
            if (isArray) {
                isNextHidden = index == 0 && isSecretName.getAsBoolean();
                index++;
            } else if (NAMES.contains(field)) {
                isValueHidden = isSecretName.getAsBoolean();
            }
        }
    }
}
