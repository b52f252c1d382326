package dev.firebreak.sandbox.vercel;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The webhooks that a project's history and its new builds make. */
@Component
public class Announcements {
    private static final Duration BUILD = Duration.ofSeconds(40);

    private final VercelPayloads payloads;
    private final VercelWebhooks webhooks;

    Announcements(VercelPayloads payloads, VercelWebhooks webhooks) {
        this.payloads = payloads;
        this.webhooks = webhooks;
    }

    /** All builds of the project, oldest first. */
    public CompletableFuture<Boolean> history(Project project) {
        return webhooks.send(project.deployments().reversed().stream()
                .flatMap(deployment -> life(project, deployment))
                .toList());
    }

    public CompletableFuture<Boolean> build(Project project, Deployment deployment) {
        return webhooks.send(life(project, deployment).toList());
    }

    /** It became ready and live when it was created: the build itself lies before. */
    private Stream<String> life(Project project, Deployment deployment) {
        var ready = deployment.createdAt();
        return Stream.of(
                payloads.deployment("deployment.created", project, deployment, "production", ready.minus(BUILD), ""),
                payloads.deployment("deployment.succeeded", project, deployment, "production", ready, ""),
                payloads.deployment("deployment.promoted", project, deployment, "production", ready.plusMillis(1), ""));
    }

    void moved(Project project, AliasJob job) {
        String body = job.type().equals("rollback")
                ? payloads.rollback(project, job.fromDeploymentId(), job.toDeploymentId(), job.requestedAt())
                : payloads.deployment(
                        "deployment.promoted",
                        project,
                        project.find(job.toDeploymentId()).orElseThrow(),
                        "production",
                        job.requestedAt(),
                        job.requestedAt().toString());
        var _ = webhooks.send(List.of(body));
    }
}
