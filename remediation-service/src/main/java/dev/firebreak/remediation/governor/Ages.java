package dev.firebreak.remediation.governor;

import java.time.Duration;

/** Times in people's words. */
final class Ages {
    private Ages() {}

    static String text(Duration duration) {
        return duration.compareTo(Duration.ofMinutes(2)) < 0
                ? Math.max(0, duration.toSeconds()) + " s"
                : duration.toMinutes() + " min";
    }
}
