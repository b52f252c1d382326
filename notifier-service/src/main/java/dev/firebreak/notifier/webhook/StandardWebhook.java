package dev.firebreak.notifier.webhook;

import dev.firebreak.model.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signature of <a href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">
 * Standard Webhooks</a>, version 1.
 *
 * @param keys at least one; a receiver that is about to change its key accepts either
 */
record StandardWebhook(List<Secret> keys) {
    private static final String PREFIX = "whsec_";
    private static final String HMAC = "HmacSHA256";

    /**
     * @param written keys as {@code whsec_…}, Base64 of 16 to 64 bytes, comma-separated while they are rotated
     * @throws IllegalArgumentException when one is no such key; the message does not tell it
     */
    static StandardWebhook of(Secret written) {
        List<Secret> keys = Arrays.stream(written.reveal().split(","))
                .map(String::strip)
                .filter(key -> !key.isEmpty())
                .map(Secret::new)
                .toList();
        keys.forEach(StandardWebhook::bytes);
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("no key");
        }
        return new StandardWebhook(keys);
    }

    /** The value of {@code webhook-signature}: one for each key. */
    String sign(String id, Instant at, String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        byte[] before = (id + "." + at.getEpochSecond() + ".").getBytes(StandardCharsets.US_ASCII);
        return keys.stream().map(key -> "v1," + sign(key, before, body)).collect(Collectors.joining(" "));
    }

    private static String sign(Secret key, byte[] before, byte[] body) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(bytes(key), HMAC));
            mac.update(before);
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + HMAC, e);
        }
    }

    private static byte[] bytes(Secret key) {
        String text = key.reveal();
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text);
        } catch (IllegalArgumentException _) { // its message would tell a part of the key
            throw new IllegalArgumentException("a key is no Base64");
        }
        if (bytes.length < 16 || bytes.length > 64) {
            throw new IllegalArgumentException(
                    "a key has " + bytes.length + " bytes; it must have 16 to 64, better 32");
        }
        return bytes;
    }
}
