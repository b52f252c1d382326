package dev.firebreak.notifier.slack.press;

import com.slack.api.methods.response.apps.connections.AppsConnectionsOpenResponse;
import dev.firebreak.model.Secret;
import dev.firebreak.notifier.delivery.BackOff;
import dev.firebreak.notifier.delivery.Outcome;
import dev.firebreak.notifier.inbound.MalformedRequestException;
import dev.firebreak.notifier.inbound.UnavailableException;
import dev.firebreak.notifier.inbound.WhilePersonWaits;
import dev.firebreak.notifier.slack.SlackClient;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Hears Slack through a connection that we open, for teams whose Slack cannot reach us. It is Slack's word without a
 * signature: who has the app's token has opened it. The JDK's client: Slack's own would bring another library for it.
 */
class SocketMode implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(SocketMode.class);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Secret appToken;
    private final SlackClient slack;
    private final SlackEvents events;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean running;
    private volatile @Nullable Connection connection;

    SocketMode(Secret appToken, SlackClient slack, SlackEvents events) {
        this.appToken = appToken;
        this.slack = slack;
        this.events = events;
    }

    @Override
    public void start() {
        running = true;
        threads.execute(this::keepConnected);
    }

    private void keepConnected() {
        int failures = 0;
        while (running) {
            try {
                Connection opened = connect();
                failures = 0;
                opened.closed.join();
            } catch (UnavailableException | CompletionException | IllegalStateException e) {
                failures++;
                LOG.warn("no connection to Slack, trying again in {}: {}", BackOff.after(failures), e.toString());
                rest(BackOff.after(failures));
            }
        }
    }

    private void rest(Duration time) {
        try {
            var _ = stopped.await(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running = false;
        }
    }

    private Connection connect() {
        Outcome<String> outcome = WhilePersonWaits.get(
                        slack.call(
                                client -> client.appsConnectionsOpen(open -> open.token(appToken.reveal())),
                                AppsConnectionsOpenResponse::getUrl),
                        PATIENCE)
                .orElseThrow(() -> new IllegalStateException("Slack names no address"));
        if (!(outcome instanceof Outcome.Delivered<String>(String url))) {
            throw new IllegalStateException(outcome.toString());
        }
        Connection opened = new Connection();
        connection = opened;
        http.newWebSocketBuilder().buildAsync(URI.create(url), opened).join();
        LOG.info("connected to Slack by Socket Mode");
        return opened;
    }

    @Override
    public void stop() {
        running = false;
        stopped.countDown();
        Connection last = connection;
        if (last != null) {
            last.closed.complete(null);
        }
        threads.shutdownNow();
        http.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private final class Connection implements WebSocket.Listener {
        final CompletableFuture<Void> closed = new CompletableFuture<>();
        private final StringBuilder parts = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            parts.append(data);
            if (last) {
                String text = parts.toString();
                parts.setLength(0);
                threads.execute(() -> take(socket, text));
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
            closed.complete(null);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable failure) {
            LOG.info("the connection to Slack broke: {}", failure.toString());
            closed.complete(null);
        }

        private void take(WebSocket socket, String text) {
            try {
                Envelope envelope = Envelope.read(text);
                if (envelope.isGoodbye()) {
                    closed.complete(null); // Slack closes it; what is being answered still goes through it
                } else if (envelope.id() != null) {
                    say(socket, envelope.answered(events.answer(envelope.request())));
                }
            } catch (MalformedRequestException e) {
                LOG.warn("Slack sent what cannot be read: {}", e.getMessage());
            }
        }

        /** One message at a time, which is all that the client takes. */
        private synchronized void say(WebSocket socket, String answer) {
            try {
                socket.sendText(answer, true).join();
            } catch (CompletionException e) { // the person sees an error in Slack; what was asked is recorded
                LOG.warn("an answer did not reach Slack: {}", e.toString());
            }
        }
    }
}
