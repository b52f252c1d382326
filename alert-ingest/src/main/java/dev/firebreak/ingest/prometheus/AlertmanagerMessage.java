package dev.firebreak.ingest.prometheus;

import dev.firebreak.model.alert.AlertStatus;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One group as it stands: the whole of it each time, not what changed.
 *
 * @param receiver as configured; it travels escaped for regular expressions
 * @param truncatedAlerts how many alerts the sender cut off
 */
record AlertmanagerMessage(
        Sender sender,
        String groupKey,
        @Nullable String receiver,
        AlertStatus status,
        @Nullable String externalUrl,
        long truncatedAlerts,
        Map<String, String> groupLabels,
        List<Item> alerts) {
    /** Who speaks this format. */
    enum Sender {
        ALERTMANAGER,
        GRAFANA,
        PROMETHEUS
    }

    /**
     * One alert of the group.
     *
     * @param status null in messages of 2018 and before: then the group's counts
     * @param startsAtText as it was sent, which is what stays the same
     * @param endsAt null while firing, when a sender puts the year 1
     * @param more Grafana's own fields
     */
    record Item(
            @Nullable AlertStatus status,
            Map<String, String> labels,
            Map<String, String> annotations,
            String startsAtText,
            @Nullable Instant startsAt,
            @Nullable Instant endsAt,
            @Nullable String generatorUrl,
            @Nullable String fingerprint,
            Map<String, String> more) {
        Item withStatus(AlertStatus known) {
            return new Item(
                    known, labels, annotations, startsAtText, startsAt, endsAt, generatorUrl, fingerprint, more);
        }
    }
}
