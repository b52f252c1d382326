package dev.firebreak.catalog.mapping;

/** What a mapping can say about an alert, beside labels, annotations and links. */
public enum AlertField {
    /** What is the same when the message is sent again. */
    KEY("key"),
    NAME("name"),
    STATUS("status"),
    SEVERITY("severity"),
    SERVICE("service"),
    PROJECT("project"),
    ENVIRONMENT("environment"),
    RELEASE("release"),
    /** What a firing alert and its end have in common. */
    FINGERPRINT("fingerprint"),
    TITLE("title"),
    DESCRIPTION("description"),
    STARTS_AT("startsAt"),
    ENDS_AT("endsAt");

    private final String word;

    AlertField(String word) {
        this.word = word;
    }

    /** As it is written. */
    public String word() {
        return word;
    }
}
