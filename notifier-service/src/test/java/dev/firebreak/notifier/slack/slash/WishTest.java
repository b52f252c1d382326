package dev.firebreak.notifier.slack.slash;

import static dev.firebreak.notifier.Incidents.NOON;
import static dev.firebreak.notifier.Incidents.ROBIN;
import static dev.firebreak.notifier.Incidents.incident;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.catalog.Catalog;
import dev.firebreak.catalog.CatalogHolder;
import dev.firebreak.catalog.CatalogLoader;
import dev.firebreak.model.EventId;
import dev.firebreak.model.command.Command;
import dev.firebreak.model.incident.Assignee;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WishTest {
    private static final Catalog CATALOG = CatalogHolder.openOrEmpty(
                    Path.of("../runbooks"), CatalogLoader.standard(), Duration.ZERO, CatalogHolder.Listener.NONE)
            .get();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                "me | U0RESPONDER/Robin | at.slack | -",
                "me my shift | U0RESPONDER/Robin | at.slack | my shift",
                "<@U0KIM0001> \"your turn\" | U0KIM0001/ | at.slack | your turn",
                "@kim your turn | kim | - | your turn",
                "Kim Doe | Kim Doe | - | -"
            })
    void handsOverToWhomSlackNames(String typed, String name, String mail, String note) {
        assertThat(wish(typed)).isInstanceOfSatisfying(Wish.Asked.class, asked -> {
            var command = (Command.AssignIncident) asked.command().of(EventId.next(), ROBIN, NOON);
            assertThat(command.to()).isEqualTo(new Assignee(name, mail));
            assertThat(command.note()).isEqualTo(note);
        });
    }

    @Test
    void asksToWhomWhenNobodyIsNamed() {
        assertThat(wish(""))
                .isInstanceOfSatisfying(
                        Wish.Told.class, told -> assertThat(told.words()).contains("/incident assign #12"));
    }

    private static Wish wish(String typed) {
        Slash.About about = (Slash.About) Slash.parse("assign #12 " + typed);
        return Wish.of(about, incident(), CATALOG, (user, name) -> new Assignee(user + "/" + name, "at.slack"));
    }
}
