package dev.firebreak.incident.lifecycle;

/** What one alert meant for its incident. */
public enum AlertOutcome {
    OPENED("opened the incident"),
    JOINED("joined the incident"),
    REPEATED("already fires in this incident: counted"),
    REOPENED("reopened the incident"),
    LATE("heard before the incident was resolved: counted, reopens nothing"),
    RESOLVED("over: nothing of this fingerprint fires any more"),
    STALE("older than what is known of this fingerprint: nothing to do");

    private final String words;

    AlertOutcome(String words) {
        this.words = words;
    }

    public String words() {
        return words;
    }
}
