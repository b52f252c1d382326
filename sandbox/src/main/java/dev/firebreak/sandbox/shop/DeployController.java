package dev.firebreak.sandbox.shop;

import dev.firebreak.sandbox.vercel.Announcements;
import dev.firebreak.sandbox.vercel.Deployment;
import dev.firebreak.sandbox.vercel.Deployments;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Ships new builds of the shops, good and bad ones. */
@RestController
@RequestMapping("/shop/{host}")
class DeployController {
    private static final long ANNOUNCE_SECONDS = 10;

    private final Shops shops;
    private final Deployments deployments;
    private final Announcements announcements;

    DeployController(Shops shops, Deployments deployments, Announcements announcements) {
        this.shops = shops;
        this.deployments = deployments;
        this.announcements = announcements;
    }

    /** @param announce whether ingest is told, as Vercel would; null means yes */
    record Build(
            @Nullable Boolean bad,
            @Nullable String commit,
            @Nullable Boolean announce) {}

    record Deployed(String id, String url, String commit, boolean bad, boolean live, boolean announced) {}

    @PostMapping("/deploy")
    @ResponseStatus(HttpStatus.CREATED)
    Deployed deploy(@PathVariable String host, @RequestBody(required = false) @Nullable Build wanted) {
        var project = shops.ofHost(host).project();
        boolean bad = wanted != null && Boolean.TRUE.equals(wanted.bad());
        String commit = wanted == null || wanted.commit() == null
                ? (bad ? "Cache sessions in memory" : "Fix a typo")
                : wanted.commit();
        Deployment built = deployments.deploy(project, commit, bad);
        boolean announced = (wanted == null || !Boolean.FALSE.equals(wanted.announce()))
                && taken(announcements.build(project, built));
        return new Deployed(built.id(), built.url(), commit, bad, project.live().equals(built), announced);
    }

    @PostMapping("/announce")
    Map<String, Boolean> announce(@PathVariable String host) {
        return Map.of(
                "announced", taken(announcements.history(shops.ofHost(host).project())));
    }

    private static boolean taken(CompletableFuture<Boolean> delivery) {
        try {
            return delivery.get(ANNOUNCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the webhooks could not be sent", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
