package dev.firebreak.remediation.action.incident;

import dev.firebreak.model.incident.Incident;
import dev.firebreak.remediation.Incidents;
import dev.firebreak.remediation.action.ActionContract;
import dev.firebreak.remediation.action.Requests;
import java.time.Instant;

class IncidentNoteIT extends ActionContract {
    @Override
    protected Stage stage() {
        Incident incident = Incidents.incident("web", "book", Instant.now());
        return new Stage() {
            @Override
            public Doing doing() {
                return new Doing(
                        new IncidentNote(Commands.orders()),
                        Requests.request("incident.note", "", "text: The cache was flushed.", incident));
            }

            @Override
            public Doing nothing() {
                return new Doing(
                        new IncidentNote(Commands.orders()),
                        Requests.request("incident.note", "", "text: ' '", incident));
            }

            @Override
            public Doing unreachable() {
                return new Doing(
                        new IncidentNote(Commands.nowhere()),
                        Requests.request("incident.note", "", "text: The cache was flushed.", incident));
            }

            @Override
            public String state() {
                return Commands.about(incident);
            }
        };
    }
}
