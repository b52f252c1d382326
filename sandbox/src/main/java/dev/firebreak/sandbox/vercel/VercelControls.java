package dev.firebreak.sandbox.vercel;

import dev.firebreak.sandbox.call.Deliveries;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What the stand-in does next, and what it sent. */
@RestController
@RequestMapping("/vercel")
class VercelControls {
    private final AliasJobs jobs;
    private final VercelWebhooks webhooks;

    VercelControls(AliasJobs jobs, VercelWebhooks webhooks) {
        this.jobs = jobs;
        this.webhooks = webhooks;
    }

    /** @param aliasJob how long a rollback takes, such as {@code 1s} */
    record Settings(@Nullable String aliasJob, @Nullable Integer failNextJobs) {}

    @PutMapping("/settings")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void set(@RequestBody Settings settings) {
        if (settings.aliasJob() != null) {
            Duration duration = DurationStyle.detectAndParse(settings.aliasJob());
            jobs.take(duration);
        }
        if (settings.failNextJobs() != null) {
            jobs.failNext(settings.failNextJobs());
        }
    }

    @GetMapping("/webhooks")
    List<Deliveries.Sent> webhooks() {
        return webhooks.sent();
    }
}
