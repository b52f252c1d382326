package dev.firebreak.ingest.prometheus;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * The fingerprint that Alertmanager gives to a set of labels, so that an alert is the same whether it comes through one or
 * not: FNV-1a of 64 bits over the sorted names and values, each ended by a byte that UTF-8 does not have.
 */
final class LabelFingerprint {
    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;
    private static final int END = 0xFF;

    private LabelFingerprint() {}

    static String of(Map<String, String> labels) {
        long hash = OFFSET;
        for (Map.Entry<String, String> label : new TreeMap<>(labels).entrySet()) {
            if (!label.getValue().isEmpty()) { // an empty label is none
                hash = add(add(hash, label.getKey()), label.getValue());
            }
        }
        return HexFormat.of().toHexDigits(hash);
    }

    private static long add(long hash, String text) {
        long next = hash;
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            next = (next ^ (b & 0xFF)) * PRIME;
        }
        return (next ^ END) * PRIME;
    }
}
