package dev.firebreak.remediation.execution;

import static dev.firebreak.remediation.execution.Harness.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.firebreak.model.Actor;
import dev.firebreak.model.EventId;
import dev.firebreak.model.command.Command;
import dev.firebreak.model.remediation.ChecklistFact;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A checklist's checks, asked for by a command: each is told with what it saw, good or not. */
class ChecklistIT {
    private final Harness harness = Harness.shared();

    @Test
    void tellsWhatEachCheckSaw() {
        ChecklistFact fact = ask("morning");

        assertThat(fact.looks())
                .extracting(ChecklistFact.Look::item, ChecklistFact.Look::ok)
                .containsExactly(tuple("Nothing unacknowledged", true), tuple("A teapot", false));
        assertThat(fact.looks().getLast().summary()).contains("answers with status 200");
    }

    @Test
    void answersAlsoAboutAListThatIsGone() {
        assertThat(ask("no-such-list").looks()).isEmpty();
    }

    private ChecklistFact ask(String checklist) {
        Command.CheckChecklist command = new Command.CheckChecklist(
                EventId.next(), Actor.FIREBREAK, Instant.EPOCH, UUID.randomUUID(), "shops", checklist);
        harness.send(command);
        return await().atMost(SOON)
                .until(() -> harness.checked(command), all -> !all.isEmpty())
                .getFirst();
    }
}
