package dev.firebreak.incident;

import static dev.firebreak.incident.Harness.SOON;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A page that is open while nobody looks for changes. */
class OpenPageIT {
    private final Harness firebreak = new Harness("--firebreak.console.look-every=1h");
    private final Console ray = Console.loggedIn(firebreak, "ray", "always-on-call");

    @AfterEach
    void stop() {
        firebreak.close();
    }

    @Test
    void isToldAtOnceOfWhatItsOwnInstanceDid() throws Exception {
        AtomicInteger told = new AtomicInteger();
        Thread listener = Thread.ofVirtual()
                .start(() -> ray.events("/live", line -> {
                    if (line.equals("event:changed")) {
                        told.incrementAndGet();
                    }
                }));
        AtomicInteger opened = new AtomicInteger();

        // One may open before the page listens, and right after the page was told.
        await().atMost(SOON).until(() -> {
            firebreak.open("Told" + opened.incrementAndGet(), "web");
            return told.get() > 1;
        });

        listener.interrupt();
        listener.join();
    }
}
