package dev.firebreak.embedded;

import java.util.Comparator;
import java.util.regex.Pattern;

/** A broker reads what an older one wrote, never what a newer one did. */
record KafkaVersion(int major, int minor) implements Comparable<KafkaVersion> {
    private static final Pattern TEXT = Pattern.compile("(?:kafka )?(\\d+)\\.(\\d+).*");

    static KafkaVersion of(String text) {
        var matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            throw new EmbeddedException("the data folder was made by '%s', which is no Kafka".formatted(text));
        }
        return new KafkaVersion(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    void refuseIfOlderThan(KafkaVersion maker) {
        if (compareTo(maker) < 0) {
            throw new EmbeddedException(
                    "the data folder was written by %s, which this %s cannot read: run the newer Firebreak"
                            .formatted(maker, this));
        }
    }

    @Override
    public int compareTo(KafkaVersion other) {
        return Comparator.comparingInt(KafkaVersion::major)
                .thenComparingInt(KafkaVersion::minor)
                .compare(this, other);
    }

    @Override
    public String toString() {
        return "kafka %d.%d".formatted(major, minor);
    }
}
