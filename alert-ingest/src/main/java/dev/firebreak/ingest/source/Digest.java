package dev.firebreak.ingest.source;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Short names for long identities: the first 128 bits of SHA-256 in hex. */
public final class Digest {
    private static final int BYTES = 16;
    private static final byte[] END_OF_PART = {0};

    private Digest() {}

    /** Parts never run together: {@code ("ab", "c")} is not {@code ("a", "bc")}. */
    public static String of(@Nullable String... parts) {
        MessageDigest sha256 = sha256();
        for (String part : parts) {
            if (part != null) {
                sha256.update(part.getBytes(StandardCharsets.UTF_8));
            }
            sha256.update(END_OF_PART); // text from outside has no zero left in it
        }
        return HexFormat.of().formatHex(sha256.digest(), 0, BYTES);
    }

    /** The same for the same labels in any order. */
    public static String of(Map<String, String> labels) {
        return of(new TreeMap<>(labels)
                .entrySet().stream()
                        .flatMap(label -> Stream.of(label.getKey(), label.getValue()))
                        .toArray(String[]::new));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
