package dev.firebreak.sandbox.sender;

import dev.firebreak.sandbox.vercel.Deployment;
import dev.firebreak.sandbox.vercel.Deployments;
import dev.firebreak.sandbox.vercel.Project;
import dev.firebreak.sandbox.vercel.Projects;
import dev.firebreak.sandbox.vercel.VercelPayloads;
import dev.firebreak.sandbox.vercel.VercelWebhooks;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import org.springframework.stereotype.Component;

/** Vercel's webhooks about a host's deployments. Nothing changes in the shop: they are only told. */
@Component
class VercelAlerts {
    private final Projects projects;
    private final Deployments deployments;
    private final VercelPayloads payloads;
    private final VercelWebhooks webhooks;
    private final InstantSource clock;

    VercelAlerts(
            Projects projects,
            Deployments deployments,
            VercelPayloads payloads,
            VercelWebhooks webhooks,
            InstantSource clock) {
        this.projects = projects;
        this.deployments = deployments;
        this.payloads = payloads;
        this.webhooks = webhooks;
        this.clock = clock;
    }

    Sending sending(VercelAlert alert) {
        Project project = projects.ofHost(alert.requiredHost());
        String body = body(alert, project);
        return new Sending(webhooks.url(), webhooks.headers(body.getBytes(StandardCharsets.UTF_8)), body);
    }

    private String body(VercelAlert alert, Project project) {
        Deployment deployment = deployment(alert, project);
        var now = clock.instant();
        return alert.eventType().equals("deployment.rollback")
                ? payloads.rollback(project, project.live().id(), deployment.id(), now)
                : payloads.deployment(alert.eventType(), project, deployment, alert.sentTarget(), now, now.toString());
    }

    private Deployment deployment(VercelAlert alert, Project project) {
        if (alert.deployment() != null) {
            return project.deployments().stream()
                    .filter(known -> known.id().equals(alert.deployment()))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "project %s has no deployment %s".formatted(project.id(), alert.deployment())));
        }
        boolean failedBuild = alert.eventType().equals("deployment.error");
        return failedBuild ? deployments.build(project, "Upgrade the framework", true) : project.live();
    }
}
