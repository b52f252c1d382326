package dev.firebreak.catalog.runbook;

import dev.firebreak.catalog.yaml.Sha256;

/** Keeps values from outside from being mistaken for parts of a key, or from being longer than an index likes. */
final class CorrelationKeys {
    private static final int LONGEST = 120;

    private CorrelationKeys() {}

    static String bounded(String value) {
        String safe = value.replace("%", "%25").replace("/", "%2F").replace("\u0000", "%00");
        return safe.length() <= LONGEST ? safe : safe.substring(0, LONGEST - 65) + "~" + Sha256.hex(value);
    }
}
