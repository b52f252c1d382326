package dev.firebreak.incident.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.r2dbc.spi.ConnectionFactories;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscription;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.BaseSubscriber;

class LiveControllerTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final ConsoleSettings SETTINGS = new ConsoleSettings(
            "http://localhost:8081", List.of(), List.of(), Duration.ofMillis(1), Duration.ofMillis(1));

    private final Changes changes = new Changes(
            DatabaseClient.create(ConnectionFactories.get("r2dbc:postgresql://nobody:nothing@localhost:1/never-asked")),
            SETTINGS);
    private final LiveController live = new LiveController(changes, SETTINGS);

    /** A page that takes as many events as it asks for. */
    private static final class Viewer extends BaseSubscriber<ServerSentEvent<String>> {
        private final List<String> told = new CopyOnWriteArrayList<>();

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            subscription.request(1); // the sign of life with which a stream begins
        }

        @Override
        protected void hookOnNext(ServerSentEvent<String> event) {
            told.add(String.valueOf(event.event()));
        }

        long changes() {
            return told.stream().filter("changed"::equals).count();
        }
    }

    @Test
    void whoFallsBehindIsToldThatItIsOutOfDateAndNotOfEachChange() {
        Viewer slow = new Viewer();
        Viewer quick = new Viewer();
        live.live(null).subscribe(slow);
        live.live(null).subscribe(quick);
        await().atMost(SOON).until(() -> slow.told.size() == 1 && quick.told.size() == 1);
        quick.request(Long.MAX_VALUE);

        for (int i = 0; i < 200; i++) {
            long before = quick.changes();
            changes.tell(Set.of(new UUID(0, i)));
            await().atMost(SOON).pollInterval(Duration.ofMillis(1)).until(() -> quick.changes() > before);
        }
        slow.request(Long.MAX_VALUE);

        await().atMost(SOON).until(() -> slow.changes() > 0);
        changes.tell(Set.of());
        await().atMost(SOON).until(() -> quick.changes() == 201);
        assertThat(slow.changes()).isLessThan(10);
        slow.cancel();
        quick.cancel();
    }

    @Test
    void aPageOfOneIncidentIsNotToldOfOthers() {
        UUID shown = new UUID(0, 1);
        Viewer viewer = new Viewer();
        live.live(shown).subscribe(viewer);
        await().atMost(SOON).until(() -> viewer.told.size() == 1);
        viewer.request(Long.MAX_VALUE);

        changes.tell(Set.of(new UUID(0, 2)));
        assertThat(viewer.changes()).isZero();
        changes.tell(Set.of(shown, new UUID(0, 2)));
        await().atMost(SOON).until(() -> viewer.changes() == 1);
        viewer.cancel();
    }
}
