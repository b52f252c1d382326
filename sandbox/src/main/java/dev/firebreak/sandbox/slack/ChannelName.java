package dev.firebreak.sandbox.slack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A channel's id is its name, written as Slack writes ids. So the id that somebody kept still means the same channel
 * after a restart, of which nothing else is remembered.
 */
final class ChannelName {
    private static final Pattern ID = Pattern.compile("C[0-9A-Z]{8,130}");
    private static final Pattern NAME = Pattern.compile("[\\p{Ll}\\p{Lo}\\p{N}_-]{1,80}");
    private static final int RADIX = 36;

    private ChannelName() {}

    static String id(String name) {
        return "C%8s"
                .formatted(new BigInteger(1, name.getBytes(UTF_8)).toString(RADIX))
                .replace(' ', '0')
                .toUpperCase(Locale.ROOT);
    }

    /** @param reference an id, a name, or a name with {@code #}; empty when there can be no such channel */
    static Optional<String> of(String reference) {
        String name = reference.startsWith("#") ? reference.substring(1) : reference;
        return Optional.of(ID.matcher(reference).matches() ? decoded(reference) : name)
                .filter(it -> NAME.matcher(it).matches());
    }

    private static String decoded(String id) {
        byte[] bytes = new BigInteger(id.substring(1), RADIX).toByteArray();
        int sign = bytes[0] == 0 ? 1 : 0;
        return new String(bytes, sign, bytes.length - sign, UTF_8);
    }
}
