package dev.firebreak.notifier.command;

import dev.firebreak.model.EventId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Ids of what came in from outside: the same for a repeat, so that it has one effect. */
public final class CommandIds {
    private CommandIds() {}

    /** Made of what tells one request from another. UUID version 8: its content is our own. */
    public static EventId of(String... parts) {
        byte[] text = String.join("\n", parts).getBytes(StandardCharsets.UTF_8);
        try {
            ByteBuffer digest =
                    ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text));
            long most = (digest.getLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x8000L;
            long least = (digest.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
            return new EventId(new UUID(most, least));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }
}
