package dev.firebreak.incident.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Keeps a text with a session so that only the session's key, which is not kept, opens it. AES-GCM. */
final class Seal {
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Seal() {}

    static byte[] close(String text, String key) {
        byte[] nonce = new byte[NONCE];
        RANDOM.nextBytes(nonce);
        try {
            byte[] closed = cipher(Cipher.ENCRYPT_MODE, key, nonce).doFinal(text.getBytes(StandardCharsets.UTF_8));
            byte[] all = Arrays.copyOf(nonce, NONCE + closed.length);
            System.arraycopy(closed, 0, all, NONCE, closed.length);
            return all;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + CIPHER, e);
        }
    }

    /** Empty when another key closed it, or somebody has changed it. */
    static Optional<String> open(byte[] closed, String key) {
        if (closed.length < NONCE) {
            return Optional.empty();
        }
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, Arrays.copyOf(closed, NONCE));
            byte[] text = cipher.doFinal(closed, NONCE, closed.length - NONCE);
            return Optional.of(new String(text, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException _) {
            return Optional.empty();
        }
    }

    /** Under another name than the hash by which a session is found, which everybody sees who sees the table. */
    private static Cipher cipher(int mode, String key, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, new SecretKeySpec(Keys.hash("seal:" + key), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }
}
