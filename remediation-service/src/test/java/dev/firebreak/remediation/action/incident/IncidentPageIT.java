package dev.firebreak.remediation.action.incident;

import dev.firebreak.model.incident.Incident;
import dev.firebreak.remediation.Incidents;
import dev.firebreak.remediation.action.ActionContract;
import dev.firebreak.remediation.action.Requests;
import java.time.Instant;

class IncidentPageIT extends ActionContract {
    @Override
    protected Stage stage() {
        Incident incident = Incidents.incident("web", "book", Instant.now());
        return new Stage() {
            @Override
            public Doing doing() {
                return new Doing(
                        new IncidentPage(Commands.orders()),
                        Requests.request("incident.page", "", "receiver: on-call, message: Look at it.", incident));
            }

            @Override
            public Doing nothing() {
                return new Doing(
                        new IncidentPage(Commands.orders()),
                        Requests.request(
                                "incident.page",
                                "",
                                "receiver: on-call",
                                Incidents.resolved(incident).incident()));
            }

            @Override
            public Doing unreachable() {
                return new Doing(
                        new IncidentPage(Commands.nowhere()),
                        Requests.request("incident.page", "", "receiver: on-call, message: Look at it.", incident));
            }

            @Override
            public String state() {
                return Commands.about(incident);
            }
        };
    }
}
