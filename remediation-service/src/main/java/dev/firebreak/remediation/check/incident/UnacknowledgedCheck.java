package dev.firebreak.remediation.check.incident;

import dev.firebreak.catalog.type.Parameter;
import dev.firebreak.catalog.type.ParameterKind;
import dev.firebreak.catalog.type.StepType;
import dev.firebreak.remediation.check.Check;
import dev.firebreak.remediation.check.Finding;
import dev.firebreak.remediation.step.StepRequest;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.core.NestedRuntimeException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** {@code incidents.unacknowledged}: does anything of this system wait for a person, as incident-service told it last? */
@Component
class UnacknowledgedCheck implements Check {
    private final DatabaseClient database;

    UnacknowledgedCheck(DatabaseClient database) {
        this.database = database;
    }

    @Override
    public StepType declares() {
        return StepType.check("incidents.unacknowledged", Parameter.withDefault("atMost", ParameterKind.INTEGER, "0"));
    }

    @Override
    public String sees() {
        return "Whether no more than `atMost` incidents of the system, other than this one, wait for somebody to"
                + " acknowledge them. Output: `count`.";
    }

    @Override
    public Mono<Finding> look(StepRequest request) {
        int atMost = request.arguments().integer("atMost");
        return database.sql("""
                        SELECT (snapshot ->> 'number')::bigint AS number FROM incident_view
                        WHERE is_open AND snapshot ->> 'state' = 'triggered' AND snapshot ->> 'system' = :system
                          AND incident_id <> :self
                        ORDER BY 1
                        """)
                .bind("system", request.incident().system())
                .bind("self", request.incident().id().value())
                .map(row -> Objects.requireNonNull(row.get("number", Long.class)))
                .all()
                .collectList()
                .map(open -> judge(open, atMost))
                .onErrorResume(
                        NestedRuntimeException.class, _ -> Mono.just(Finding.notOk("our own database did not answer")));
    }

    static Finding judge(List<Long> open, int atMost) {
        String which = open.isEmpty()
                ? "nothing is unacknowledged"
                : open.size() + " unacknowledged: "
                        + String.join(
                                ", ", open.stream().limit(3).map(it -> "#" + it).toList())
                        + (open.size() > 3 ? " …" : "");
        return new Finding(open.size() <= atMost, which, Map.of("count", String.valueOf(open.size())));
    }
}
