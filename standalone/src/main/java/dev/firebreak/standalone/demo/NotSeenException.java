package dev.firebreak.standalone.demo;

/** A step of the story did not happen, or not in time. */
final class NotSeenException extends RuntimeException {
    NotSeenException(String message) {
        super(message);
    }
}
