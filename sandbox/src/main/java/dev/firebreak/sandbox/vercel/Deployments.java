package dev.firebreak.sandbox.vercel;

import java.time.InstantSource;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Builds. */
@Component
public class Deployments {
    private final InstantSource clock;
    private final Projects projects;

    Deployments(InstantSource clock, Projects projects) {
        this.clock = clock;
        this.projects = projects;
    }

    /** A new build that production serves at once. */
    public Deployment deploy(Project project, String commit, boolean bad) {
        Deployment built = project.deploy(build(project, commit, bad));
        projects.save();
        return built;
    }

    /** A new build that is not in production. */
    public Deployment build(Project project, String commit, boolean bad) {
        return Deployment.of(project.name(), UUID.randomUUID().toString(), clock.instant(), commit, bad);
    }
}
