package dev.firebreak.notifier.slack.card;

import com.google.gson.Gson;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.util.json.GsonFactory;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A message as Slack takes it.
 *
 * @param text shown in notifications and where blocks are not
 * @param blocks Block Kit as JSON
 */
public record Card(String text, String blocks) {
    /** Escapes for HTML would only take room. */
    private static final Gson GSON =
            GsonFactory.createSnakeCase().newBuilder().disableHtmlEscaping().create();

    static Card of(String text, List<LayoutBlock> blocks) {
        return new Card(text, GSON.toJson(blocks));
    }

    /** Equal for cards that look the same; kept to see whether what is posted is still what should be. */
    public String hash() {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(text.getBytes(StandardCharsets.UTF_8));
            sha256.update((byte) 0);
            return HexFormat.of().formatHex(sha256.digest(blocks.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
