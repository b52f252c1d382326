package dev.firebreak.remediation.check;

import dev.firebreak.catalog.type.Parameter;
import dev.firebreak.catalog.type.ParameterKind;
import dev.firebreak.catalog.type.StepType;
import dev.firebreak.model.alert.Deployment;
import dev.firebreak.remediation.step.StepRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** {@code deployment.recent}: went something live shortly before the incident began? Asks nobody: the incident knows. */
@Component
class RecentDeploymentCheck implements Check {
    @Override
    public StepType declares() {
        return StepType.check("deployment.recent", Parameter.required("within", ParameterKind.DURATION));
    }

    @Override
    public String sees() {
        return "Whether something went live shortly before the incident began. Output: `deployment`, `commit`, `author`.";
    }

    @Override
    public Mono<Finding> look(StepRequest request) {
        Duration within = request.arguments().duration("within");
        Deployment suspect = request.incident().suspect();
        Instant openedAt = request.incident().openedAt();
        if (suspect == null) {
            return Mono.just(Finding.notOk("no deployment is known from before the incident"));
        }
        Duration before = Duration.between(suspect.createdAt(), openedAt);
        if (before.compareTo(within) > 0) {
            return Mono.just(Finding.notOk("the last deployment, " + suspect.id() + ", is older than " + text(within)));
        }
        Map<String, String> output = new TreeMap<>(Map.of("deployment", suspect.id()));
        if (suspect.commit() != null) {
            output.put("commit", suspect.commit());
        }
        if (suspect.author() != null) {
            output.put("author", suspect.author());
        }
        String author = suspect.author() == null ? "" : " by " + suspect.author();
        return Mono.just(Finding.ok(
                suspect.id() + author + " was deployed " + text(before) + " before the incident began", output));
    }

    private static String text(Duration duration) {
        return duration.compareTo(Duration.ofMinutes(2)) < 0
                ? Math.max(0, duration.toSeconds()) + " s"
                : duration.toMinutes() + " min";
    }
}
