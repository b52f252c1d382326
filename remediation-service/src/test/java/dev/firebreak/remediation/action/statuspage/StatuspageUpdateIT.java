package dev.firebreak.remediation.action.statuspage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.model.incident.Incident;
import dev.firebreak.remediation.Incidents;
import dev.firebreak.remediation.action.ActionContract;
import dev.firebreak.remediation.action.Requests;
import dev.firebreak.remediation.action.World;
import dev.firebreak.remediation.outgoing.OpenOutside;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class StatuspageUpdateIT extends ActionContract {
    private static final URI NOWHERE = URI.create("http://127.0.0.1:1");
    private static final AtomicInteger NEXT = new AtomicInteger();

    @Override
    protected Stage stage() {
        String page = "page" + NEXT.incrementAndGet();
        return new Stage() {
            private final Incident incident = Incidents.incident("web", "book", Instant.EPOCH);

            @Override
            public Doing doing() {
                return doing(World.sandbox(), "target: customers, status: investigating, message: We look into it.");
            }

            @Override
            public Doing nothing() {
                return doing(World.sandbox(), "target: customers, status: resolved, message: It is over.");
            }

            @Override
            public Doing unreachable() {
                return doing(NOWHERE, "target: customers, status: investigating, message: We look into it.");
            }

            private Doing doing(URI world, String with) {
                var secrets = World.secrets(Map.of("page", page, "token", CANARY));
                return new Doing(
                        new StatuspageUpdate(
                                new StatuspageApi(OpenOutside.to(world), secrets, OpenOutside.settings(world))),
                        Requests.request("statuspage.update", "", with, incident));
            }

            @Override
            public String state() {
                return told(page).toString();
            }
        };
    }

    /** One incident of the page, however often it is told about; nobody gets mail unless the runbook says so. */
    @Test
    void aSecondWordUpdatesTheFirst() {
        Stage stage = stage();
        Doing first = stage.doing();
        Doing second = new Doing(
                first.action(),
                Requests.request(
                        "statuspage.update",
                        "",
                        "target: customers, status: monitoring, message: We think it is over.",
                        first.request().incident()));

        done(first);
        done(second);

        assertThat(stage.state())
                .contains("We think it is over.")
                .contains("We look into it.")
                .contains("\"deliver_notifications\":false");
        assertThat(stage.state().split("page_id", -1)).hasSize(2);
    }

    private static JsonNode told(String page) {
        return World.ask("GET", "/statuspage/v1/pages/" + page + "/incidents/unresolved", "");
    }
}
