package dev.firebreak.notifier.inbound;

/** A genuine request that cannot be read. Its message is shown to the sender: it never quotes the body. */
public final class MalformedRequestException extends RuntimeException {
    public MalformedRequestException(String message) {
        super(message);
    }
}
