package dev.firebreak.ingest;

import dev.firebreak.ingest.json.PayloadException;
import dev.firebreak.ingest.source.Delivery;
import dev.firebreak.ingest.source.Digest;
import dev.firebreak.ingest.source.Reading;
import dev.firebreak.ingest.source.Source;
import dev.firebreak.model.EventId;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.alert.Deployment;
import dev.firebreak.model.alert.Signal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Everything that came of a message, as lines to compare. Words of the sender are told by a hash: the captures are other
 * people's, and a changed word shows all the same.
 */
final class Outcomes {
    private Outcomes() {}

    static List<String> of(Source source, Delivery delivery) {
        List<String> lines = new ArrayList<>();
        try {
            Reading reading = source.read(delivery);
            reading.signals().forEach(signal -> lines.add(line(signal, delivery.receivedAt())));
            reading.dropped().forEach(reason -> lines.add("dropped " + reason));
            if (reading.truncated() > 0) {
                lines.add("truncated " + reading.truncated());
            }
        } catch (PayloadException e) {
            lines.add("refused " + e.kind() + " " + e.pointer());
        }
        return lines;
    }

    private static String line(Signal signal, Instant receivedAt) {
        return switch (signal) {
            case Signal.AlertReceived(EventId _, Alert alert) -> line(alert, receivedAt);
            case Signal.DeploymentChanged changed ->
                "deployment %s %s at=%s key=%s"
                        .formatted(
                                changed.state(),
                                line(changed.deployment()),
                                changed.changedAt(),
                                changed.deliveryKey());
            case Signal.DeploymentRolledBack back ->
                "rolledBack project=%s from=%s to=%s at=%s key=%s"
                        .formatted(
                                back.project(),
                                back.fromDeployment(),
                                back.toDeployment(),
                                back.changedAt(),
                                back.deliveryKey());
        };
    }

    private static String line(Deployment deployment) {
        return "id=%s project=%s name=%s environment=%s commit=%s url%s dashboard%s message%s author%s"
                .formatted(
                        deployment.id(),
                        deployment.project(),
                        deployment.projectName(),
                        deployment.environment(),
                        deployment.commit(),
                        hash(deployment.url()),
                        hash(deployment.dashboardUrl()),
                        hash(deployment.commitMessage()),
                        hash(deployment.author()));
    }

    private static String line(Alert alert, Instant receivedAt) {
        return "%s %s %s/%s name=%s service=%s project=%s environment=%s release=%s fingerprint=%s starts=%s ends=%s title%s description%s labels%s annotations%s links%s"
                .formatted(
                        alert.status(),
                        alert.severity(),
                        alert.source(),
                        alert.type(),
                        alert.name(),
                        alert.service(),
                        alert.project(),
                        alert.environment(),
                        alert.release(),
                        alert.fingerprint(),
                        time(alert.startsAt(), receivedAt),
                        time(alert.endsAt(), receivedAt),
                        hash(alert.title()),
                        hash(alert.description()),
                        texts(alert.labels()),
                        texts(alert.annotations()),
                        alert.links().stream()
                                .map(link -> link.title() + hash(link.href()))
                                .toList());
    }

    private static String time(@Nullable Instant time, Instant receivedAt) {
        return receivedAt.equals(time) ? "received" : String.valueOf(time);
    }

    private static String texts(Map<String, String> texts) {
        return new TreeMap<>(texts)
                .entrySet().stream()
                        .map(text -> text.getKey() + hash(text.getValue()))
                        .collect(Collectors.joining(" ", "[", "]"));
    }

    private static String hash(@Nullable String text) {
        return text == null ? "#-" : "#" + Digest.of(text).substring(0, 6);
    }
}
