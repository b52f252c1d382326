package dev.firebreak.sandbox.shop;

import dev.firebreak.sandbox.SandboxSettings;
import dev.firebreak.sandbox.vercel.Announcements;
import dev.firebreak.sandbox.vercel.Projects;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells ingest, as soon as it answers, of the deployments that exist at start: a rollback needs one to go back to. */
@Component
class Greeting implements DisposableBean {
    private static final Logger log = LoggerFactory.getLogger(Greeting.class);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final HttpClient client;
    private final Projects projects;
    private final Announcements announcements;
    private final SandboxSettings settings;
    private final URI readiness;
    private volatile boolean stopped;

    Greeting(HttpClient client, Projects projects, Announcements announcements, SandboxSettings settings) {
        this.client = client;
        this.projects = projects;
        this.announcements = announcements;
        this.settings = settings;
        this.readiness = settings.ingest().resolve("/actuator/health/readiness");
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        if (settings.announce() && !settings.vercel().webhookSecrets().isEmpty()) {
            Thread.ofVirtual().name("sandbox-greeting").start(this::announceWhenReady);
        }
    }

    private void announceWhenReady() {
        try {
            while (!stopped && !isReady()) {
                Thread.sleep(PAUSE);
            }
            for (var project : projects.all()) {
                if (!stopped && announcements.history(project).join()) {
                    log.atInfo().addKeyValue("project", project.id()).log("deployments announced");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isReady() throws InterruptedException {
        try {
            var request = HttpRequest.newBuilder(readiness)
                    .timeout(Duration.ofSeconds(2))
                    .build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) { // not there yet
            return false;
        }
    }

    @Override
    public void destroy() {
        stopped = true;
    }
}
