package dev.firebreak.incident.api;

/** It cannot be had just now and may be had soon; the message says why. */
public final class UnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UnavailableException(String message) {
        super(message);
    }
}
