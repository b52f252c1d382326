package dev.firebreak.model.wire;

import dev.firebreak.model.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A keyed signature over raw bytes, written as lower-case hex: what Sentry, Vercel, Slack, PagerDuty and Grafana send.
 *
 * @param algorithm {@code HmacSHA256}, or {@code HmacSHA1} for Vercel
 */
public record HexHmac(String algorithm, Secret secret) {
    public static final String SHA256 = "HmacSHA256";
    public static final String SHA1 = "HmacSHA1";

    /** Signs the parts as if they were one. */
    public String sign(byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret.revealBytes(), algorithm));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return HexFormat.of().formatHex(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + algorithm, e);
        }
    }

    /** Takes the same time whether the signature is almost right or all wrong. */
    public boolean verifies(String signature, byte[]... parts) {
        return MessageDigest.isEqual(
                sign(parts).getBytes(StandardCharsets.US_ASCII), signature.getBytes(StandardCharsets.UTF_8));
    }
}
