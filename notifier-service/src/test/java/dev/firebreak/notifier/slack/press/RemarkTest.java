package dev.firebreak.notifier.slack.press;

import static dev.firebreak.notifier.Incidents.NOON;
import static dev.firebreak.notifier.Incidents.ROBIN;
import static dev.firebreak.notifier.Incidents.in;
import static dev.firebreak.notifier.Incidents.incident;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.model.Actor;
import dev.firebreak.model.EventId;
import dev.firebreak.model.Origin;
import dev.firebreak.model.command.Command;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentState;
import dev.firebreak.model.remediation.Remediation;
import dev.firebreak.notifier.Remediations;
import dev.firebreak.notifier.subject.Subject;
import java.util.List;
import org.junit.jupiter.api.Test;

class RemarkTest {
    private static final Actor ADA = new Actor("slack:U0ADA", "Ada", Origin.SLACK, List.of("responder"));
    private static final Incident TAKEN = in(IncidentState.ACKNOWLEDGED, incident());

    @Test
    void saysWhoWasFaster() {
        assertThat(Remark.on(acknowledge(ADA), subject(TAKEN)))
                .hasValueSatisfying(words -> assertThat(words).contains("Robin was faster", "*#12*"));
        assertThat(Remark.on(acknowledge(ROBIN), subject(TAKEN))).isEmpty();
        assertThat(Remark.on(acknowledge(ADA), subject(incident()))).isEmpty();
    }

    @Test
    void saysThatThereIsNothingToCancelOrToRun() {
        Remediation done = Remediations.succeeded(TAKEN);
        Remediation asking = Remediations.awaitingApproval(TAKEN);
        var cancel = new Command.CancelRemediation(EventId.next(), ADA, NOON, TAKEN.id(), done.id(), null);
        var run = new Command.RunRunbook(EventId.next(), ADA, NOON, TAKEN.id(), null);

        assertThat(Remark.on(cancel, subject(TAKEN, done))).isPresent();
        assertThat(Remark.on(cancel, subject(TAKEN, asking))).isEmpty();
        assertThat(Remark.on(run, subject(TAKEN, asking))).contains("It is running already.");
        assertThat(Remark.on(run, subject(TAKEN, done))).isEmpty();
        assertThat(Remark.on(run, subject(in(IncidentState.RESOLVED, incident()), done)))
                .isPresent();
    }

    private static Command acknowledge(Actor actor) {
        return new Command.AcknowledgeIncident(EventId.next(), actor, NOON, TAKEN.id(), null);
    }

    private static Subject subject(Incident incident, Remediation... remediations) {
        return new Subject(incident.id(), incident, List.of(remediations), 0, 1);
    }
}
