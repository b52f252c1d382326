package dev.firebreak.sandbox.vercel;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;

/**
 * A production build of a project.
 *
 * @param url host without scheme, as Vercel gives it
 * @param bad whether the shop fails when it runs this build
 */
public record Deployment(String id, String url, Instant createdAt, String commit, String sha, boolean bad) {

    /** The same seed gives the same ids, so that a restarted sandbox repeats itself and is not new to anybody. */
    static Deployment of(String project, String seed, Instant createdAt, String commit, boolean bad) {
        String hash = hash(project + '/' + seed);
        return new Deployment(
                "dpl_" + hash.substring(0, 28),
                "%s-%s.vercel.app".formatted(project, hash.substring(28, 37)),
                createdAt,
                commit,
                hash(commit + seed).substring(0, 40),
                bad);
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
