package dev.firebreak.notifier.pagerduty;

import com.github.dikhan.pagerduty.client.events.domain.AcknowledgeIncident;
import com.github.dikhan.pagerduty.client.events.domain.ImageContext;
import com.github.dikhan.pagerduty.client.events.domain.LinkContext;
import com.github.dikhan.pagerduty.client.events.domain.PagerDutyEvent;
import com.github.dikhan.pagerduty.client.events.domain.Payload;
import com.github.dikhan.pagerduty.client.events.domain.ResolveIncident;
import com.github.dikhan.pagerduty.client.events.domain.TriggerIncident;
import dev.firebreak.model.Link;
import dev.firebreak.model.Secret;
import dev.firebreak.model.Severity;
import dev.firebreak.model.alert.Deployment;
import dev.firebreak.model.incident.AlertSummary;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.notifier.message.Bundle;
import dev.firebreak.notifier.message.Message;
import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.json.JSONObject;
import org.jspecify.annotations.Nullable;

/** What PagerDuty is sent, by the <a href="https://developer.pagerduty.com/docs/send-alert-event">Events API v2</a>. */
final class PagerDutyEvents {
    /** Longer ones are cut by PagerDuty. */
    private static final int SUMMARY = 1024;

    private static final int FIELD = 255;
    private static final int DETAIL = 2000;
    private static final int LINKS = 5;
    private static final int IMAGES = 3;
    private static final int ALERTS = 10;

    private final @Nullable URI console;

    /** @param console where the console is seen by people; null leaves its link out */
    PagerDutyEvents(@Nullable URI console) {
        this.console = console;
    }

    /** All events of an incident share its id as the key, so that PagerDuty joins them. */
    PagerDutyEvent event(Message message, Incident incident, Secret routingKey) {
        String key = incident.id().toString();
        return switch (message.transition().kind()) {
            case OPENED, ESCALATED, REOPENED -> trigger(incident, message.words(), routingKey);
            case ACKNOWLEDGED ->
                AcknowledgeIncident.AcknowledgeIncidentBuilder.newBuilder(routingKey.reveal(), key)
                        .build();
            case RESOLVED ->
                ResolveIncident.ResolveIncidentBuilder.newBuilder(routingKey.reveal(), key)
                        .build();
            case APPROVAL_REQUESTED, MITIGATED, NOTED, ASSIGNED, NEXT_LEVEL, UNDELIVERED ->
                throw new IllegalArgumentException("PagerDuty has no event for " + message.transition());
        };
    }

    /** One alert for several incidents of a service; each of them is named. */
    PagerDutyEvent digest(UUID key, Bundle bundle, Secret routingKey) {
        Incident worst = bundle.first().incident();
        int count = bundle.items().size();
        JSONObject details = new JSONObject();
        details.put(
                "incidents",
                bundle.items().stream()
                        .map(item -> cut(summary(item.incident()), FIELD))
                        .toList());
        Payload payload = Payload.Builder.newBuilder()
                .setSummary(cut(
                        "[" + worst.level() + "] " + count + " incidents on " + worst.service() + " (" + worst.system()
                                + "), the worst: " + worst.title(),
                        SUMMARY))
                .setSource(cut(worst.system() + "/" + worst.service(), FIELD))
                .setSeverity(severity(worst.severity()))
                .setTimestamp(timestamp(worst.openedAt()))
                .setComponent(cut(worst.service(), FIELD))
                .setGroup(cut(worst.system(), FIELD))
                .setEventClass("storm")
                .setCustomDetails(details)
                .build();
        TriggerIncident.TriggerIncidentBuilder builder = TriggerIncident.TriggerIncidentBuilder.newBuilder(
                        routingKey.reveal(), payload)
                .setDedupKey(key.toString())
                .setClient("Firebreak");
        if (console != null) {
            builder.setClientUrl(console.resolve("/incidents").toString());
            builder.setLinks(bundle.items().stream()
                    .limit(LINKS)
                    .map(item -> new LinkContext(
                            page(item.incident()),
                            "Firebreak incident #" + item.incident().number()))
                    .toList());
        }
        return builder.build();
    }

    /** What the bundle's alert is told; nothing while somebody waits. */
    Optional<PagerDutyEvent> ofBundle(Bundles.Together together, Secret routingKey) {
        String key = together.bundle().toString();
        return switch (together.state()) {
            case OPEN, LEFT -> Optional.empty();
            case ACKNOWLEDGED ->
                Optional.of(AcknowledgeIncident.AcknowledgeIncidentBuilder.newBuilder(routingKey.reveal(), key)
                        .build());
            case OVER ->
                Optional.of(ResolveIncident.ResolveIncidentBuilder.newBuilder(routingKey.reveal(), key)
                        .build());
        };
    }

    private TriggerIncident trigger(Incident incident, @Nullable String words, Secret routingKey) {
        Payload payload = Payload.Builder.newBuilder()
                .setSummary(cut(summary(incident), SUMMARY))
                .setSource(cut(incident.system() + "/" + incident.service(), FIELD))
                .setSeverity(severity(incident.severity()))
                .setTimestamp(timestamp(incident.openedAt()))
                .setComponent(cut(incident.service(), FIELD))
                .setGroup(cut(incident.system(), FIELD))
                .setEventClass(cut(incident.trigger().name(), FIELD))
                .setCustomDetails(details(incident, words))
                .build();
        TriggerIncident.TriggerIncidentBuilder builder = TriggerIncident.TriggerIncidentBuilder.newBuilder(
                        routingKey.reveal(), payload)
                .setDedupKey(incident.id().toString())
                .setLinks(links(incident))
                .setClient("Firebreak");
        List<ImageContext> images = images(incident);
        if (!images.isEmpty()) {
            builder.setImages(images);
        }
        if (console != null) {
            builder.setClientUrl(page(incident));
        }
        return builder.build();
    }

    /** The model writes no seconds when they are zero, which not every reader of ISO 8601 takes. */
    private static OffsetDateTime timestamp(Instant at) {
        OffsetDateTime time = at.truncatedTo(ChronoUnit.MILLIS).atOffset(ZoneOffset.UTC);
        return time.getSecond() == 0 && time.getNano() == 0 ? time.plus(1, ChronoUnit.MILLIS) : time;
    }

    private static String summary(Incident incident) {
        return "[" + incident.level() + "] " + incident.title() + " (" + incident.system() + "/" + incident.service()
                + ", #" + incident.number() + ")";
    }

    private static com.github.dikhan.pagerduty.client.events.domain.Severity severity(Severity severity) {
        return switch (severity) {
            case CRITICAL -> com.github.dikhan.pagerduty.client.events.domain.Severity.CRITICAL;
            case ERROR -> com.github.dikhan.pagerduty.client.events.domain.Severity.ERROR;
            case WARNING -> com.github.dikhan.pagerduty.client.events.domain.Severity.WARNING;
            case INFO -> com.github.dikhan.pagerduty.client.events.domain.Severity.INFO;
        };
    }

    private static JSONObject details(Incident incident, @Nullable String words) {
        JSONObject details = new JSONObject();
        details.put("incident", incident.id().toString());
        details.put("number", incident.number());
        details.put("level", cut(incident.level() + " " + incident.levelTitle(), DETAIL));
        details.put(
                "runbook",
                incident.runbook() == null ? "none" : cut(incident.runbook().title(), DETAIL));
        details.put("alert", cut(incident.trigger().title(), DETAIL));
        details.put("alert_source", incident.trigger().source());
        details.put("alerts_firing", incident.firingCount());
        details.put("alerts_received", incident.alertCount());
        put(details, "message", words);
        put(details, "description", incident.trigger().description());
        put(details, "acknowledged_by", incident.acknowledgedBy());
        put(
                details,
                "assigned_to",
                incident.assignedTo() == null ? null : incident.assignedTo().name());
        if (incident.alerts().size() > 1) {
            details.put(
                    "alerts",
                    incident.alerts().stream()
                            .limit(ALERTS)
                            .map(PagerDutyEvents::line)
                            .toList());
        }
        putDeployment(details, "suspect_deployment", incident.suspect());
        putDeployment(details, "last_good_deployment", incident.lastGood());
        return details;
    }

    private static void putDeployment(JSONObject details, String name, @Nullable Deployment deployment) {
        if (deployment == null) {
            return;
        }
        JSONObject about = new JSONObject();
        about.put("id", deployment.id());
        put(about, "url", deployment.url());
        put(about, "commit", deployment.commit());
        put(about, "message", deployment.commitMessage());
        put(about, "author", deployment.author());
        details.put(name, about);
    }

    private static void put(JSONObject object, String name, @Nullable String value) {
        if (value != null) {
            object.put(name, cut(value, DETAIL));
        }
    }

    private List<LinkContext> links(Incident incident) {
        List<LinkContext> links = new ArrayList<>();
        if (console != null) {
            links.add(new LinkContext(page(incident), "Firebreak incident #" + incident.number()));
        }
        put(links, incident.suspect(), "Suspect deployment");
        incident.trigger().links().stream()
                .filter(link -> link.href().length() <= DETAIL && link.href().startsWith("http"))
                .limit(LINKS)
                .forEach(link -> links.add(new LinkContext(link.href(), cut(link.title(), FIELD))));
        return links;
    }

    private static void put(List<LinkContext> links, @Nullable Deployment deployment, String text) {
        @Nullable String page = deployment == null ? null : deployment.dashboardUrl();
        if (page != null && page.startsWith("https://") && page.length() <= DETAIL) {
            links.add(new LinkContext(page, text));
        }
    }

    /** Pictures of graphs that the alert brought; PagerDuty takes only those that it can fetch by https. */
    private static List<ImageContext> images(Incident incident) {
        return incident.trigger().links().stream()
                .filter(link -> isPicture(link) && link.href().length() <= DETAIL)
                .limit(IMAGES)
                .map(PagerDutyEvents::image)
                .toList();
    }

    private static ImageContext image(Link link) {
        ImageContext image = new ImageContext(link.href());
        image.setHref(link.href());
        image.setAlt(cut(link.title(), FIELD));
        return image;
    }

    private static boolean isPicture(Link link) {
        String path = link.href().toLowerCase(Locale.ROOT).replaceFirst("[?#].*", "");
        return path.startsWith("https://") && path.matches(".*\\.(png|gif|jpe?g)");
    }

    private static String line(AlertSummary alert) {
        return cut(alert.title() + " (" + alert.source() + ", " + alert.status().word() + ")", FIELD);
    }

    private String page(Incident incident) {
        return console == null
                ? ""
                : console.resolve("/incidents/" + incident.id()).toString();
    }

    /** By UTF-16 units, never within a character. */
    private static String cut(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(limit - 2)) ? limit - 2 : limit - 1;
        return text.substring(0, end) + "…";
    }
}
