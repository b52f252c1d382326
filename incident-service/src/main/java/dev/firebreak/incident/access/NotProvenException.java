package dev.firebreak.incident.access;

import java.time.Duration;
import org.springframework.security.core.AuthenticationException;

/** Who sends a request is not proven; the message is for the sender and says nothing about what is right. */
class NotProvenException extends AuthenticationException {
    NotProvenException(String message) {
        super(message);
    }

    /** Nothing is looked at any more for a while, right or wrong. */
    static final class TooManyFailures extends NotProvenException {
        private final Duration retryAfter;

        TooManyFailures(Duration retryAfter) {
            super("too many attempts failed; the next one counts after Retry-After");
            this.retryAfter = retryAfter;
        }

        Duration retryAfter() {
            return retryAfter;
        }
    }

    /** Nothing is wrong with the request: the provider that vouches for it does not answer. */
    static final class ProviderAway extends NotProvenException {
        ProviderAway(Throwable cause) {
            super("the OpenID provider does not answer; try again in a moment");
            initCause(cause);
        }
    }
}
