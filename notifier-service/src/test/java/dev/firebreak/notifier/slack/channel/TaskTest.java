package dev.firebreak.notifier.slack.channel;

import static dev.firebreak.notifier.Incidents.in;
import static dev.firebreak.notifier.Incidents.incident;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentState;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TaskTest {
    private static final List<String> PEOPLE = List.of("U1", "U2");
    private static final Incident CLOSED = in(IncidentState.CLOSED, incident());

    @Test
    void makesOneOnlyWhileSomebodyCouldUseIt() {
        assertThat(next(new Stand(incident(), null))).isEqualTo(new Task.Create(IncidentChannel.nameOf(incident())));
        assertThat(next(new Stand(CLOSED, null))).isEqualTo(new Task.Nothing());
    }

    @Test
    void saysWhatItIsAboutAndLetsEachIn() {
        Stand made = new Stand(incident(), "C1");
        assertThat(next(made)).isEqualTo(new Task.Introduce("C1"));
        assertThat(next(made.introduced(Set.of("U1")))).isEqualTo(new Task.Invite("C1", "U2"));
        assertThat(next(made.introduced(Set.of("U1", "U2")))).isEqualTo(new Task.Nothing());
        assertThat(Task.next(made.introduced(Set.of()).of(in(IncidentState.RESOLVED, incident())), PEOPLE))
                .as("nobody is called into what is over")
                .isEqualTo(new Task.Nothing());
    }

    @Test
    void archivesItWithThePostmortemPinned() {
        Stand used = new Stand(CLOSED, "C1");
        assertThat(next(used)).isEqualTo(new Task.TellPostmortem("C1"));
        assertThat(next(used.told("1.1"))).isEqualTo(new Task.Pin("C1", "1.1"));
        assertThat(next(used.told("1.1").afterPin())).isEqualTo(new Task.Archive("C1"));
    }

    @Test
    void namesItAsSlackAllows() {
        assertThat(IncidentChannel.nameOf(incident()))
                .isEqualTo("inc-12-web-0001")
                .matches("[a-z0-9-]{1,80}");
    }

    private static Task next(Stand stand) {
        return Task.next(stand.of(stand.incident()), PEOPLE);
    }

    private record Stand(
            Incident incident,
            @Nullable String channel,
            boolean isIntroduced,
            Set<String> invited,
            @Nullable String postmortem,
            boolean pinned) {
        Stand(Incident incident, @Nullable String channel) {
            this(incident, channel, false, Set.of(), null, false);
        }

        Stand introduced(Set<String> people) {
            return new Stand(incident, channel, true, people, postmortem, pinned);
        }

        Stand told(String ts) {
            return new Stand(incident, channel, isIntroduced, invited, ts, pinned);
        }

        Stand afterPin() {
            return new Stand(incident, channel, isIntroduced, invited, postmortem, true);
        }

        IncidentChannel of(Incident newest) {
            return new IncidentChannel(
                    newest,
                    null,
                    null,
                    IncidentChannel.nameOf(newest),
                    channel,
                    isIntroduced,
                    invited,
                    null,
                    postmortem,
                    pinned,
                    false,
                    0,
                    1);
        }
    }
}
