package dev.firebreak.notifier.slack.press;

/** A genuine request that cannot be read. Its message is shown to the sender: it never quotes the body. */
final class MalformedRequestException extends RuntimeException {
    MalformedRequestException(String message) {
        super(message);
    }
}
