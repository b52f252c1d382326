package dev.firebreak.sandbox.vercel;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.stereotype.Component;

/** Moves alias jobs on: half the time pending, half in progress, then the hosts serve the other deployment. */
@Component
class AliasJobs implements DisposableBean {
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("sandbox-alias-jobs").factory());
    private final Projects projects;
    private volatile Duration duration = Duration.ofSeconds(1);
    private int failNext;

    AliasJobs(Projects projects) {
        this.projects = projects;
    }

    void take(Duration newDuration) {
        duration = newDuration;
    }

    synchronized void failNext(int jobs) {
        failNext = jobs;
    }

    private synchronized AliasJob.Status ending() {
        if (failNext > 0) {
            failNext--;
            return AliasJob.Status.FAILED;
        }
        return AliasJob.Status.SUCCEEDED;
    }

    void run(Project project, AliasJob job) {
        AliasJob.Status ending = ending();
        long millis = duration.toMillis();
        after(millis / 2, () -> project.advance(job, AliasJob.Status.IN_PROGRESS));
        after(millis, () -> {
            project.advance(job, ending);
            projects.save();
        });
    }

    private void after(long millis, Runnable step) {
        var _ = timer.schedule(step, millis, TimeUnit.MILLISECONDS);
    }

    @Override
    public void destroy() {
        timer.shutdownNow();
    }
}
