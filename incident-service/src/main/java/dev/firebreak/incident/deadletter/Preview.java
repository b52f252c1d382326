package dev.firebreak.incident.deadletter;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is shown of a record's bytes: enough to see what it is, and nothing that opens a door. It works on text, for most
 * letters are here because they are no JSON.
 *
 * @param text null when the bytes are no text
 * @param truncated whether there is more than is shown
 */
record Preview(@Nullable String text, boolean truncated) {
    private static final int MOST_BYTES = 16 * 1024;
    private static final String MASK = "***";

    private static final String SECRET_NAME =
            "(?:passw(?:or)?d|secret|token|authorization|cookie|api[-_]?key|credential|private[-_]?key|signature)[\\w.-]{0,64}";

    /**
     * A value by name, as JSON, JSON within JSON, a form or a header writes it. Every repetition is possessive or bounded:
     * the text comes from outside.
     */
    private static final Pattern SECRET_FIELD =
            Pattern.compile("(?i)(" + SECRET_NAME + "\\\\?[\"']?\\s{0,8}[:=]\\s{0,8})"
                    + "(?:\\\\?\"[^\"]*+(?:(?<=\\\\)\"[^\"]*+){0,50}\"?" // a text, with quotes in it
                    + "|\\[[^\\]]*+\\]?|\\{[^}]*+\\}?" // several
                    + "|[^\\s,;&}\\]\"]++(?:\\h[\\w+/=.~-]{8,}+)?)"); // a word, or a scheme and a word

    private static final Pattern SECRET_HEADER = Pattern.compile("(?i).*" + SECRET_NAME);

    /** What is secret by its looks: credentials of a request, tokens of Slack, GitHub and GitLab, a password in an address. */
    private static final Pattern SECRET_VALUE = Pattern.compile("(?i)\\b((?:bearer|basic)\\h)[\\w+/=.~-]{8,}+"
            + "|\\b(?:xox[a-z]-|xapp-|gh[a-z]_|glpat-)[\\w-]{8,}+"
            + "|(://[^\\s/:@]{0,128}:)[^\\s/@]{1,256}(?=@)");

    static Preview of(byte[] bytes) {
        boolean truncated = bytes.length > MOST_BYTES;
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    // A character cut in half at the end is not the record's fault.
                    .onMalformedInput(truncated ? CodingErrorAction.REPLACE : CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes, 0, Math.min(bytes.length, MOST_BYTES)))
                    .toString();
            return new Preview(masked(text), truncated);
        } catch (CharacterCodingException e) {
            return new Preview(null, truncated);
        }
    }

    static String masked(String text) {
        String fields = SECRET_FIELD.matcher(text).replaceAll(match -> match.group(1) + MASK);
        return SECRET_VALUE.matcher(fields).replaceAll(match -> first(match.group(1), match.group(2)) + MASK);
    }

    /** A header, whose name may be what tells that it is secret. */
    static String masked(String name, String value) {
        return SECRET_HEADER.matcher(name).matches() ? MASK : masked(value);
    }

    private static String first(@Nullable String one, @Nullable String other) {
        return one != null ? one : other != null ? other : "";
    }
}
