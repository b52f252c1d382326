package dev.firebreak.notifier.pagerduty;

import static dev.firebreak.notifier.Incidents.incident;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.model.Secret;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.notifier.Incidents;
import dev.firebreak.notifier.message.Messages;
import dev.firebreak.notifier.obligation.Transition;
import java.net.URI;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PagerDutyEventsTest {
    private static final PagerDutyEvents EVENTS = new PagerDutyEvents(URI.create("https://firebreak.example/"));
    private static final Secret KEY = new Secret("R0000000000000000000000000000042");

    @Test
    void triggersWithAllThatAResponderNeeds() {
        JsonNode event = json(Transition.Kind.OPENED, incident());

        assertThat(event).isEqualTo(JsonMapper.shared().readTree("""
                {
                  "routing_key": "R0000000000000000000000000000042",
                  "event_action": "trigger",
                  "dedup_key": "0197f000-0000-7000-8000-000000000001",
                  "client": "Firebreak",
                  "client_url": "https://firebreak.example/incidents/0197f000-0000-7000-8000-000000000001",
                  "links": [
                    {
                      "href": "https://firebreak.example/incidents/0197f000-0000-7000-8000-000000000001",
                      "text": "Firebreak incident #12"
                    },
                    {"href": "https://vercel.com/voice/dpl_bad", "text": "Suspect deployment"},
                    {"href": "https://prometheus.example/graph?g0.expr=up&g0.tab=0", "text": "Graph"}
                  ],
                  "payload": {
                    "summary": "[P0] app.voiceaitraining.com does not answer (voiceaitraining/web, #12)",
                    "source": "voiceaitraining/web",
                    "severity": "critical",
                    "timestamp": "2026-02-01T12:00:00.001Z",
                    "component": "web",
                    "group": "voiceaitraining",
                    "class": "HealthCheckFailed",
                    "custom_details": {
                      "incident": "0197f000-0000-7000-8000-000000000001",
                      "number": 12,
                      "level": "P0 Critical",
                      "runbook": "Complete service outage",
                      "alert": "app.voiceaitraining.com does not answer",
                      "alert_source": "prometheus",
                      "alerts_firing": 1,
                      "alerts_received": 3,
                      "description": "three checks in a row failed",
                      "suspect_deployment": {
                        "id": "dpl_bad",
                        "url": "https://dpl_bad.vercel.app",
                        "commit": "0123456789abcdef",
                        "message": "Cache sessions in memory",
                        "author": "Ada"
                      },
                      "last_good_deployment": {
                        "id": "dpl_good",
                        "url": "https://dpl_good.vercel.app",
                        "commit": "0123456789abcdef",
                        "message": "Fix the footer",
                        "author": "Ada"
                      }
                    }
                  }
                }"""));
    }

    @Test
    void saysNoMoreThanTheKeyWhenItAcknowledgesOrResolves() {
        assertThat(json(Transition.Kind.ACKNOWLEDGED, incident()))
                .isEqualTo(JsonMapper.shared().readTree("""
                {
                  "routing_key": "R0000000000000000000000000000042",
                  "event_action": "acknowledge",
                  "dedup_key": "0197f000-0000-7000-8000-000000000001"
                }"""));
        assertThat(json(Transition.Kind.RESOLVED, incident())
                        .path("event_action")
                        .asString())
                .isEqualTo("resolve");
    }

    @Test
    void cutsTheSummaryBetweenCharacters() {
        Incident incident = Incidents.titled("🔥".repeat(2000), incident());

        String summary =
                json(Transition.Kind.OPENED, incident).at("/payload/summary").asString();

        assertThat(summary).hasSizeLessThanOrEqualTo(1024).endsWith("🔥…");
    }

    private static JsonNode json(Transition.Kind kind, Incident incident) {
        return JsonMapper.shared()
                .readTree(PagerDutyJson.bytes(
                        EVENTS.event(Messages.message(kind, null, Incidents.PAGER, incident), incident, KEY)));
    }
}
