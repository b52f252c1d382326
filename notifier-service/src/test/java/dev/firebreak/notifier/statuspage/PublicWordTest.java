package dev.firebreak.notifier.statuspage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.incident.IncidentState;
import dev.firebreak.model.incident.Receiver;
import dev.firebreak.notifier.Incidents;
import dev.firebreak.notifier.message.Messages;
import dev.firebreak.notifier.obligation.Transition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PublicWordTest {
    private static final Receiver PAGE = new Receiver.Statuspage("customers", "page-id", "page-token");
    private static final Incident INTERNAL =
            Incidents.titled("password of root leaked on db-7.internal", Incidents.incident());

    @Test
    void takesTheRunbooksDraftAsItIs() {
        assertThat(word(Transition.Kind.OPENED, "You may see errors. We are on it.", INTERNAL))
                .isEqualTo(new PublicWord("investigating", "You may see errors. We are on it."));
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENED", "ACKNOWLEDGED", "MITIGATED", "RESOLVED", "REOPENED", "ESCALATED"})
    void tellsCustomersNothingThatAnAlertSaid(Transition.Kind kind) {
        PublicWord word = word(kind, null, INTERNAL);

        assertThat(word.text()).contains("web").doesNotContain("password", "internal", "P0");
        assertThat(word.body(INTERNAL)).doesNotContain("password", "db-7");
    }

    @Test
    void keepsWhatColleaguesSaidToThemselves() {
        Incident resolved = Incidents.in(IncidentState.RESOLVED, INTERNAL);

        assertThat(word(Transition.Kind.RESOLVED, "Bob broke it again", resolved))
                .isEqualTo(new PublicWord("resolved", "The problem with web is resolved. All clear."));
    }

    @Test
    void findsOurIncidentAmongOthers() {
        String unresolved = """
                [{"id": "a", "status": "investigating", "metadata": {}, "incident_updates": []},
                 {"id": "b", "status": "monitoring", "metadata": {"firebreak": {"incident": "%s"}},
                  "incident_updates": [{"body": "Newest"}, {"body": "Older"}]}]""".formatted(INTERNAL.id());

        assertThat(OnThePage.among(unresolved, INTERNAL.id()))
                .contains(new OnThePage("b", new PublicWord("monitoring", "Newest")));
        assertThat(OnThePage.among("[]", INTERNAL.id())).isEmpty();
    }

    private static PublicWord word(Transition.Kind kind, @Nullable String words, Incident incident) {
        return PublicWord.of(Messages.message(kind, words, PAGE, incident), incident);
    }
}
