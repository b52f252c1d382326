package dev.firebreak.sandbox.vercel;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A project: its production builds, and which of them its hosts serve. Thread-safe. */
public final class Project {
    private static final int MOST = 200;

    private final String id;
    private final String name;
    private final @Nullable String team;
    private final List<String> hosts;
    /** Newest first. */
    private final List<Deployment> deployments = new ArrayList<>();

    private final Set<String> served = new HashSet<>();
    private Deployment live;
    private @Nullable AliasJob job;
    private boolean followsBuilds = true;

    Project(String id, String name, @Nullable String team, List<String> hosts, Instant now) {
        this.id = id;
        this.name = name;
        this.team = team;
        this.hosts = List.copyOf(hosts);
        Instant start = now.truncatedTo(ChronoUnit.MILLIS);
        Deployment first = Deployment.of(name, "1", start.minus(Duration.ofHours(26)), "Show prices with tax", false);
        this.live = Deployment.of(name, "2", start.minus(Duration.ofHours(3)), "Make the search faster", false);
        deployments.add(live);
        deployments.add(first);
        served.add(first.id());
        served.add(live.id());
    }

    synchronized void restore(ProjectState state) {
        deployments.clear();
        deployments.addAll(state.deployments());
        served.clear();
        served.addAll(state.served());
        live = known(state.live());
        followsBuilds = state.followsBuilds();
    }

    synchronized ProjectState state() {
        return new ProjectState(id, List.copyOf(deployments), List.copyOf(served), live.id(), followsBuilds);
    }

    public String id() {
        return id;
    }

    public String name() {
        return name;
    }

    public @Nullable String team() {
        return team;
    }

    public List<String> hosts() {
        return hosts;
    }

    public synchronized Deployment live() {
        return live;
    }

    /** Newest first. */
    public synchronized List<Deployment> deployments() {
        return List.copyOf(deployments);
    }

    public synchronized Optional<AliasJob> job() {
        return Optional.ofNullable(job);
    }

    synchronized boolean wasServed(Deployment deployment) {
        return served.contains(deployment.id());
    }

    /** After a rollback new builds stay aside until one is promoted. */
    synchronized boolean followsBuilds() {
        return followsBuilds;
    }

    synchronized Optional<Deployment> find(String idOrUrl) {
        return deployments.stream()
                .filter(known -> known.id().equals(idOrUrl) || known.url().equals(idOrUrl))
                .findFirst();
    }

    /** A new build that is promoted at once, as an ordinary push to the main branch is. */
    public synchronized Deployment deploy(Deployment built) {
        deployments.addFirst(built);
        if (deployments.size() > MOST) {
            deployments.removeLast();
        }
        serve(built);
        followsBuilds = true;
        return built;
    }

    private void serve(Deployment deployment) {
        live = deployment;
        served.add(deployment.id());
    }

    synchronized AliasJob rollBack(String deploymentId, Instant now) {
        Deployment target = known(deploymentId);
        refuseWhileRunning();
        if (!served.contains(target.id()) || target.equals(live)) {
            throw new VercelRefusal(422, "unprocessable_entity", "%s cannot be rolled back to".formatted(target.id()));
        }
        followsBuilds = false;
        return start(target, "rollback", now);
    }

    synchronized AliasJob promote(String deploymentId, Instant now) {
        Deployment target = known(deploymentId);
        refuseWhileRunning();
        if (served.contains(target.id())) {
            throw new VercelRefusal(
                    400, "bad_request", "%s was in production before: roll back to it instead".formatted(target.id()));
        }
        followsBuilds = true;
        return start(target, "promote", now);
    }

    private AliasJob start(Deployment target, String type, Instant now) {
        AliasJob started = new AliasJob(live.id(), target.id(), AliasJob.Status.PENDING, now, type);
        job = started;
        return started;
    }

    synchronized void advance(AliasJob started, AliasJob.Status status) {
        if (job == null || !job.requestedAt().equals(started.requestedAt())) {
            return;
        }
        job = job.become(status);
        if (status == AliasJob.Status.SUCCEEDED) {
            serve(known(started.toDeploymentId()));
        }
    }

    private Deployment known(String deploymentId) {
        return find(deploymentId).orElseThrow(() -> VercelRefusal.notFound("deployment " + deploymentId));
    }

    private void refuseWhileRunning() {
        if (job != null && job.isRunning()) {
            throw new VercelRefusal(409, "conflict", "another alias job is running for project " + id);
        }
    }

    /** The newest good build serves again, whatever happened. */
    public synchronized void recover() {
        Deployment good = deployments.stream()
                .filter(known -> !known.bad() && served.contains(known.id()))
                .findFirst()
                .orElseThrow();
        job = null;
        followsBuilds = true;
        serve(good);
    }
}
