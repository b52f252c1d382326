package dev.firebreak.catalog.type;

import static dev.firebreak.catalog.type.Parameter.optional;
import static dev.firebreak.catalog.type.Parameter.required;
import static dev.firebreak.catalog.type.Parameter.target;
import static dev.firebreak.catalog.type.Parameter.withDefault;
import static dev.firebreak.catalog.type.ParameterKind.DURATION;
import static dev.firebreak.catalog.type.ParameterKind.EXPECTATION;
import static dev.firebreak.catalog.type.ParameterKind.INTEGER;
import static dev.firebreak.catalog.type.ParameterKind.INTEGERS;
import static dev.firebreak.catalog.type.ParameterKind.TEXT;
import static dev.firebreak.catalog.type.ParameterKind.THRESHOLD;
import static dev.firebreak.catalog.type.ParameterKind.URL;
import static dev.firebreak.catalog.type.StepType.check;

import dev.firebreak.catalog.system.Target;
import java.util.List;

/** Everything that can be looked at. */
final class StandardChecks {
    static final List<StepType> ALL = List.of(
            check(
                            "http.status",
                            target(Target.Http.class).orNone(),
                            optional("url", URL),
                            optional("path", TEXT),
                            withDefault("method", TEXT, "GET"),
                            withDefault("status", INTEGERS, "200"),
                            withDefault("timeout", DURATION, "5s"))
                    .withExactlyOneOf("target", "url"),
            check(
                            "http.json",
                            target(Target.Http.class).orNone(),
                            optional("url", URL),
                            optional("path", TEXT),
                            withDefault("method", TEXT, "GET"),
                            optional("body", TEXT),
                            withDefault("status", INTEGERS, "200"),
                            required("expect", EXPECTATION),
                            withDefault("timeout", DURATION, "5s"))
                    .withExactlyOneOf("target", "url"),
            check(
                    "tcp.open",
                    required("host", TEXT),
                    required("port", INTEGER),
                    withDefault("timeout", DURATION, "5s")),
            check("dns.resolves", required("host", TEXT), optional("address", TEXT)),
            check(
                    "tls.expiry",
                    required("host", TEXT),
                    withDefault("port", INTEGER, "443"),
                    withDefault("atLeast", DURATION, "14d")),
            check(
                            "prometheus.query",
                            target(Target.Http.class).orNone(),
                            optional("threshold", THRESHOLD),
                            optional("query", TEXT),
                            optional("expect", EXPECTATION))
                    .withExactlyOneOf("threshold", "query"),
            check("deployment.recent", required("within", DURATION)),
            check(
                    "deployment.state",
                    target(Target.Vercel.class),
                    required("deployment", TEXT),
                    withDefault("is", TEXT, "ready")),
            check("redis.ping", target(Target.Redis.class), withDefault("timeout", DURATION, "2s")),
            check("redis.info", target(Target.Redis.class), required("expect", EXPECTATION)),
            check(
                    "breaker.state",
                    target(Target.Resilience4j.class, Target.AdminBreaker.class),
                    withDefault("is", TEXT, "closed")),
            check("postgres.ping", target(Target.Postgres.class), withDefault("timeout", DURATION, "5s")),
            check("postgres.connections", target(Target.Postgres.class), required("atMost", INTEGER)),
            check(
                    "postgres.slowQueries",
                    target(Target.Postgres.class),
                    withDefault("olderThan", DURATION, "1m"),
                    withDefault("atMost", INTEGER, "0")),
            check(
                            "queue.depth",
                            target(Target.Http.class, Target.Postgres.class).orNone(),
                            optional("url", URL),
                            optional("threshold", THRESHOLD),
                            optional("path", TEXT),
                            optional("query", TEXT),
                            optional("atMost", INTEGER))
                    .withExactlyOneOf("target", "url", "threshold"),
            check("incidents.unacknowledged", withDefault("atMost", INTEGER, "0")));

    private StandardChecks() {}
}
