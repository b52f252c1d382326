package dev.firebreak.model.wire;

/** The topics; each has a dead-letter topic beside it. */
public enum Topic {
    ALERTS("firebreak.alerts"),
    INCIDENTS("firebreak.incidents"),
    REMEDIATIONS("firebreak.remediations"),
    COMMANDS("firebreak.commands"),
    NOTIFICATIONS("firebreak.notifications");

    private final String topicName;

    Topic(String topicName) {
        this.topicName = topicName;
    }

    public String topicName() {
        return topicName;
    }

    public String deadLetterTopicName() {
        return topicName + ".dlt";
    }
}
