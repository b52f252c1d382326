package dev.firebreak.sandbox.sender;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A group of alerts as an Alertmanager 0.34 sends it.
 *
 * @param count alerts in the group, told apart by their label {@code instance}
 */
record PrometheusAlert(
        @Nullable String alert,
        @Nullable String status,
        @Nullable Map<String, String> labels,
        @Nullable Map<String, String> annotations,
        @Nullable Integer count,
        @Nullable Instant startsAt,
        @Nullable Integer times,
        @Nullable Boolean bytes) {
    private static final int MOST = 5_000;

    String toJson(JsonMapper json, Instant now) {
        String name = alert == null ? "HighErrorRate" : alert;
        String state = status == null ? "firing" : status;
        if (!state.equals("firing") && !state.equals("resolved")) {
            throw new IllegalArgumentException("'status' is firing or resolved, not " + state);
        }
        Map<String, String> common = new TreeMap<>(labels == null ? Map.of() : labels);
        common.put("alertname", name);
        common.putIfAbsent("severity", "critical");
        ObjectNode group = json.createObjectNode().put("receiver", "firebreak").put("status", state);
        var alerts = group.putArray("alerts");
        int wanted = Math.clamp(count == null ? 1 : count, 1, MOST);
        for (int number = 1; number <= wanted; number++) {
            Map<String, String> own = new TreeMap<>(common);
            own.putIfAbsent("instance", "10.0.0.%d:8080".formatted(number));
            add(alerts.addObject(), name, state, own, now);
        }
        group.put("notification_reason", state.equals("firing") ? "first notification" : "all alerts resolved");
        group.putObject("groupLabels").put("alertname", name);
        put(group.putObject("commonLabels"), common);
        put(group.putObject("commonAnnotations"), annotations == null ? Map.of() : annotations);
        group.put("externalURL", "http://alertmanager.sandbox:9093").put("version", "4");
        group.put(
                "groupKey",
                "{}:{alertname=\"%s\", service=\"%s\"}".formatted(name, common.getOrDefault("service", "")));
        return json.writeValueAsString(group.put("truncatedAlerts", 0)) + "\n";
    }

    private void add(ObjectNode node, String name, String state, Map<String, String> own, Instant now) {
        node.put("status", state);
        put(node.putObject("labels"), own);
        ObjectNode notes = node.putObject("annotations");
        put(notes, annotations == null ? Map.of("summary", name + " on " + own.get("instance")) : annotations);
        node.put("startsAt", (startsAt == null ? now : startsAt).toString())
                .put("endsAt", state.equals("firing") ? "0001-01-01T00:00:00Z" : now.toString())
                .put("generatorURL", "http://prometheus.sandbox:9090/graph?g0.expr=" + name)
                .put("fingerprint", fingerprint(own));
    }

    /** Of the labels alone, as there. */
    private static String fingerprint(Map<String, String> labels) {
        UUID hash = UUID.nameUUIDFromBytes(labels.toString().getBytes(StandardCharsets.UTF_8));
        return "%016x".formatted(hash.getMostSignificantBits());
    }

    private static void put(ObjectNode node, Map<String, String> values) {
        values.forEach(node::put);
    }
}
