package dev.firebreak.ingest.vercel;

import dev.firebreak.ingest.source.Alerts;
import dev.firebreak.ingest.source.Links;
import dev.firebreak.ingest.source.Reading;
import dev.firebreak.model.Severity;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.alert.AlertId;
import dev.firebreak.model.alert.AlertStatus;
import java.util.Map;
import java.util.Objects;

/** The firewall sees an attack or something unusual. What else such a message holds is not documented, so nothing else is needed. */
final class FirewallAlert {
    private FirewallAlert() {}

    static Reading read(VercelEvent event) {
        boolean isAttack = event.type().equals("firewall.attack");
        String project = Objects.requireNonNullElse(event.projectName(), "unknown");
        return Reading.of(Alerts.received(new Alert(
                AlertId.next(),
                event.deliveryKey(),
                VercelSource.NAME,
                event.type(),
                AlertStatus.FIRING,
                isAttack ? "FirewallAttack" : "FirewallAnomaly",
                isAttack ? Severity.ERROR : Severity.WARNING,
                "vercel-" + event.type().replace('.', '-') + "-"
                        + Objects.requireNonNullElse(event.projectId(), project),
                project,
                event.projectName(),
                null,
                null,
                (isAttack ? "Vercel's firewall sees an attack on " : "Vercel's firewall sees something unusual on ")
                        + project,
                null,
                Labels.of(event)
                        .with("rule", event.fields().firstText("/payload/ruleId", "/payload/rule/id"))
                        .map(),
                Map.of(),
                new Links()
                        .add("Vercel project", event.fields().text("/payload/links/project"))
                        .list(),
                event.changedAt(),
                null,
                event.receivedAt())));
    }
}
