package dev.firebreak.notifier.slack.card;

import static dev.firebreak.notifier.Incidents.PAGER;
import static dev.firebreak.notifier.Incidents.ROBIN;
import static dev.firebreak.notifier.Incidents.SLACK;
import static dev.firebreak.notifier.Incidents.after;
import static dev.firebreak.notifier.Incidents.escalated;
import static dev.firebreak.notifier.Incidents.fact;
import static dev.firebreak.notifier.Incidents.incident;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.model.incident.Assignee;
import dev.firebreak.model.incident.IncidentEvent;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.model.incident.IncidentRef;
import dev.firebreak.model.incident.Receiver;
import dev.firebreak.model.remediation.RemediationEvent;
import dev.firebreak.notifier.Remediations;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ThreadLineTest {
    @Test
    void tellsWhoHasItFromNowOn() {
        var given = new IncidentEvent.Assigned("Ada", new Assignee("Kim", null), "my shift is over");
        var taken = new IncidentEvent.Assigned("Ada", new Assignee(ROBIN.name(), null), null);

        assertThat(ThreadLine.of(fact(3, incident(), given, ROBIN))
                        .orElseThrow()
                        .text())
                .endsWith("Handed over to Kim by Robin: my shift is over");
        assertThat(ThreadLine.of(fact(3, incident(), taken, ROBIN))
                        .orElseThrow()
                        .text())
                .endsWith("Taken over by Robin");
    }

    @Test
    void saysNothingOfWhatTheCardShowsOrWhoWasTold() {
        var told = new IncidentEvent.NotificationDelivered("incidents", "opened", after(1), Duration.ofSeconds(1));

        assertThat(ThreadLine.of(fact(4, incident(), told))).isEmpty();
        assertThat(ThreadLine.of(fact(2, incident(), escalated(0, null, SLACK))))
                .isEmpty();
    }

    @Test
    void isHeardInTheChannelWhenSomebodyIsCalledAgain() {
        assertThat(ThreadLine.of(fact(9, incident(), escalated(3, null, SLACK), after(5))))
                .hasValueSatisfying(line -> {
                    assertThat(line.text()).endsWith("📣 Escalated to incidents");
                    assertThat(line.broadcast()).isTrue();
                });
        assertThat(ThreadLine.of(fact(9, incident(), escalated(3, null, PAGER), after(5))))
                .hasValueSatisfying(line -> assertThat(line.broadcast()).isFalse());
    }

    @Test
    void callsWhoeverIsOnCallAlsoAtTheOpening() {
        var called = new Receiver.Slack("first-line", "#incidents", "U0ADA0001");

        assertThat(ThreadLine.of(fact(2, incident(), escalated(0, null, called))))
                .hasValueSatisfying(line -> {
                    assertThat(line.text()).endsWith("Escalated to first-line <@U0ADA0001>");
                    assertThat(line.broadcast()).isTrue();
                });
        var odd = new Receiver.Slack("first-line", "#incidents", "!channel");
        assertThat(ThreadLine.of(fact(2, incident(), escalated(0, null, odd)))).isEmpty();
    }

    @Test
    void remindsQuietlyAndTellsAloudWhatWasMissed() {
        var missed = new IncidentEvent.ClockMissed("acknowledge", Duration.ofMinutes(5), after(5));
        var due = new IncidentEvent.UpdateDue(Duration.ofMinutes(30), after(0));

        assertThat(ThreadLine.of(fact(5, incident(), missed))).hasValueSatisfying(line -> {
            assertThat(line.text()).endsWith("⏰ Nobody acknowledged within 5 min");
            assertThat(line.broadcast()).isTrue();
        });
        assertThat(ThreadLine.of(fact(6, incident(), due))).hasValueSatisfying(line -> {
            assertThat(line.text()).endsWith("⏰ Update due: one is promised every 30 min");
            assertThat(line.broadcast()).isFalse();
        });
    }

    @Test
    void saysWhereItGoesOnAndThatAPostmortemIsDue() {
        IncidentRef whole = new IncidentRef(IncidentId.next(), 3);

        assertThat(ThreadLine.of(fact(5, incident(), new IncidentEvent.Merged(whole, "one cable"))))
                .hasValueSatisfying(line -> assertThat(line.text()).endsWith("🔗 Merged into #3: one cable"));
        assertThat(ThreadLine.of(fact(6, incident(), new IncidentEvent.PostmortemDue(after(0), Duration.ofHours(24)))))
                .hasValueSatisfying(line -> {
                    assertThat(line.text()).contains("Post-mortem due: it was resolved 24 hours ago");
                    assertThat(line.broadcast()).isTrue();
                });
    }

    @Test
    void cannotPingAnybodyWithWordsFromOutside() {
        var note = new IncidentEvent.NoteAdded("<!channel> look & see `rm`\nnow");

        assertThat(ThreadLine.of(fact(5, incident(), note)).orElseThrow().text())
                .isEqualTo("<!date^1769947200^{time_secs}|2026-02-01T12:00:00Z> 📝 "
                        + "Note: &lt;!channel&gt; look &amp; see 'rm' now");
    }

    @Test
    void tellsHowAStepEndedAndNotThatItBegan() {
        var remediation = Remediations.awaitingApproval(incident());

        assertThat(ThreadLine.of(Remediations.fact(
                        2, remediation, new RemediationEvent.StepStarted("rollback", "rolling back"))))
                .isEmpty();
        assertThat(ThreadLine.of(
                        Remediations.fact(3, remediation, new RemediationEvent.Verified("rollback", null, "200"))))
                .hasValueSatisfying(line -> assertThat(line.text()).endsWith("✅ 200"));
    }
}
