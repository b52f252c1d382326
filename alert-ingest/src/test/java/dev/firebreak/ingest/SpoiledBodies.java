package dev.firebreak.ingest;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Good bodies made bad, the same ones for the same seed. */
final class SpoiledBodies {
    private static final List<String> ODD = List.of(
            "null",
            "[]",
            "{}",
            "\"\"",
            "-1",
            "1e999",
            "true",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"" + "x".repeat(5000) + "\"",
            "[[[]]]",
            "{\"a\":{}}",
            "\"0001-01-01T00:00:00Z\"",
            "\"\u202E\uFEFF'; DROP TABLE alert; --\"",
            "9999999999999999",
            "\"javascript:alert(1)\"",
            "{\"\":\"\"}",
            "[[\"a\",\"b\"],[\"a\"],7,null]");

    private SpoiledBodies() {}

    static byte[] of(String body, Random random) {
        return random.nextBoolean() ? withOddValue(body, random) : withOtherBytes(body, random);
    }

    /** Puts something unexpected in the place of one value. */
    private static byte[] withOddValue(String body, Random random) {
        int colon = body.indexOf(':', random.nextInt(body.length()));
        if (colon < 0) {
            return withOtherBytes(body, random);
        }
        int start = colon + 1;
        int end = endOfValue(body, start);
        String odd = ODD.get(random.nextInt(ODD.size()));
        return (body.substring(0, start) + odd + body.substring(end)).getBytes(StandardCharsets.UTF_8);
    }

    private static int endOfValue(String body, int start) {
        int depth = 0;
        boolean quoted = false;
        for (int i = start; i < body.length(); i++) {
            char c = body.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == '{' || c == '[')) {
                depth++;
            } else if (!quoted && depth == 0 && (c == ',' || c == '}' || c == ']')) {
                return i;
            } else if (!quoted && (c == '}' || c == ']')) {
                depth--;
            }
        }
        return body.length();
    }

    private static byte[] withOtherBytes(String body, Random random) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        int length = random.nextInt(4) == 0 ? random.nextInt(bytes.length) : bytes.length;
        byte[] spoiled = Arrays.copyOf(bytes, length);
        for (int i = 0; length > 0 && i < 1 + random.nextInt(4); i++) {
            spoiled[random.nextInt(length)] = (byte) random.nextInt(256);
        }
        return spoiled;
    }
}
