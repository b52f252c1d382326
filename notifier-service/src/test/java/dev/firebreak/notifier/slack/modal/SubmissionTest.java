package dev.firebreak.notifier.slack.modal;

import static dev.firebreak.notifier.Incidents.NOON;
import static dev.firebreak.notifier.Incidents.ROBIN;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.catalog.Catalog;
import dev.firebreak.catalog.CatalogHolder;
import dev.firebreak.catalog.CatalogLoader;
import dev.firebreak.model.Severity;
import dev.firebreak.model.alert.Signal;
import dev.firebreak.model.command.Command;
import dev.firebreak.notifier.slack.modal.Submission.Ask;
import dev.firebreak.notifier.slack.modal.Submission.Declare;
import dev.firebreak.notifier.slack.modal.Submission.Invalid;
import dev.firebreak.notifier.slack.modal.Submission.Unknown;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SubmissionTest {
    private static final String INCIDENT = "0197f000-0000-7000-8000-000000000001";
    private static final Catalog CATALOG = CatalogHolder.openOrEmpty(
                    Path.of("../runbooks"), CatalogLoader.standard(), Duration.ZERO, CatalogHolder.Listener.NONE)
            .get();

    @Test
    void asksForWhatWasFilledInAndOnceOnly() {
        Filled note = filled("note", INCIDENT, Map.of("text", "cache was cold"));

        assertThat(of(note)).isInstanceOfSatisfying(Ask.class, it -> {
            assertThat(((Command.AddNote) it.command()).text()).isEqualTo("cache was cold");
            assertThat(of(note))
                    .isInstanceOfSatisfying(
                            Ask.class,
                            again -> assertThat(again.command().id())
                                    .isEqualTo(it.command().id()));
        });
        assertThat(of(filled("resolve", INCIDENT, Map.of())))
                .isInstanceOfSatisfying(
                        Ask.class,
                        it -> assertThat(((Command.ResolveIncident) it.command()).reason())
                                .isNull());
    }

    @Test
    void silencesForAsLongAsWasChosen() {
        Filled silence = filled("silence", INCIDENT, Map.of("lasts", "FOUR_HOURS", "text", "known"));

        assertThat(of(silence)).isInstanceOfSatisfying(Ask.class, it -> {
            var command = (Command.SilenceIncident) it.command();
            assertThat(command.until()).isEqualTo(NOON.plus(Duration.ofHours(4)));
            assertThat(command.reason()).isEqualTo("known");
        });
    }

    @Test
    void saysWhatIsWrongAtEachField() {
        assertThat(of(filled("note", INCIDENT, Map.of())))
                .isInstanceOfSatisfying(
                        Invalid.class, it -> assertThat(it.errors()).containsOnlyKeys("text"));
        assertThat(of(filled("silence", INCIDENT, Map.of("lasts", "FOR_EVER"))))
                .isInstanceOfSatisfying(
                        Invalid.class, it -> assertThat(it.errors()).containsOnlyKeys("lasts", "text"));
        assertThat(of(filled("declare", "", Map.of("service", "no/such"))))
                .isInstanceOfSatisfying(
                        Invalid.class, it -> assertThat(it.errors()).containsOnlyKeys("title", "service"));
    }

    @Test
    void declaresAnAlertOfTheServiceThatWasChosen() {
        Filled declared = filled(
                "declare",
                "",
                Map.of("title", "Nobody can log in", "service", "voiceaitraining/web", "severity", "error"));

        assertThat(of(declared)).isInstanceOfSatisfying(Declare.class, it -> {
            var alert = ((Signal.AlertReceived) it.signal()).alert();
            assertThat(alert.title()).isEqualTo("Nobody can log in");
            assertThat(alert.severity()).isEqualTo(Severity.ERROR);
            assertThat(CATALOG.service(alert)).hasValueSatisfying(found -> {
                assertThat(found.system().name()).isEqualTo("voiceaitraining");
                assertThat(found.service().name()).isEqualTo("web");
            });
        });
    }

    @Test
    void makesNothingOfWhatItDoesNotKnow() {
        assertThat(of(filled("delete", INCIDENT, Map.of()))).isInstanceOf(Unknown.class);
        assertThat(of(filled("resolve", "INC-12", Map.of()))).isInstanceOf(Unknown.class);
    }

    private static Submission of(Filled filled) {
        return Submission.of(filled, ROBIN, NOON, CATALOG);
    }

    private static Filled filled(String callback, String about, Map<String, String> values) {
        return new Filled("U0RESPONDER", "robin", "V1", callback, about, values);
    }
}
