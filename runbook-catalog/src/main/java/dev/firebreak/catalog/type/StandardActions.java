package dev.firebreak.catalog.type;

import static dev.firebreak.catalog.type.Parameter.optional;
import static dev.firebreak.catalog.type.Parameter.required;
import static dev.firebreak.catalog.type.Parameter.target;
import static dev.firebreak.catalog.type.Parameter.withDefault;
import static dev.firebreak.catalog.type.ParameterKind.DURATION;
import static dev.firebreak.catalog.type.ParameterKind.INTEGER;
import static dev.firebreak.catalog.type.ParameterKind.INTEGERS;
import static dev.firebreak.catalog.type.ParameterKind.RECEIVER;
import static dev.firebreak.catalog.type.ParameterKind.TEXT;
import static dev.firebreak.catalog.type.ParameterKind.TEXTS;
import static dev.firebreak.catalog.type.StepType.action;

import dev.firebreak.catalog.system.Target;
import java.util.List;

/** Everything that can be done. */
final class StandardActions {
    static final List<StepType> ALL = List.of(
            action(
                    "http.call",
                    target(Target.Http.class),
                    optional("path", TEXT),
                    withDefault("method", TEXT, "POST"),
                    optional("body", TEXT),
                    optional("headers", TEXTS),
                    withDefault("status", INTEGERS, "200,201,202,204"),
                    withDefault("timeout", DURATION, "10s")),
            action("vercel.rollback", target(Target.Vercel.class)),
            action("vercel.promote", target(Target.Vercel.class), required("deployment", TEXT)),
            action("vercel.purgeCache", target(Target.Vercel.class)),
            action("redis.flush", target(Target.Redis.class)),
            action(
                    "redis.delete",
                    target(Target.Redis.class),
                    required("pattern", TEXT),
                    withDefault("max", INTEGER, "100000")),
            action("breaker.reset", target(Target.Resilience4j.class, Target.AdminBreaker.class)),
            action(
                    "haproxy.switchBackend",
                    target(Target.Haproxy.class),
                    required("backend", TEXT),
                    required("to", TEXT)),
            action(
                    "kubernetes.switchService",
                    target(Target.Kubernetes.class),
                    required("service", TEXT),
                    required("selector", TEXTS)),
            action("kubernetes.rolloutUndo", target(Target.Kubernetes.class), required("deployment", TEXT)),
            action("kubernetes.rolloutRestart", target(Target.Kubernetes.class), required("deployment", TEXT)),
            action(
                    "kubernetes.scale",
                    target(Target.Kubernetes.class),
                    required("deployment", TEXT),
                    required("replicas", INTEGER)),
            action(
                    "postgres.terminateIdle",
                    target(Target.Postgres.class),
                    withDefault("idleFor", DURATION, "10m"),
                    withDefault("max", INTEGER, "20")),
            action(
                    "postgres.terminateLongRunning",
                    target(Target.Postgres.class),
                    withDefault("runningFor", DURATION, "5m"),
                    withDefault("max", INTEGER, "20")),
            action(
                            "statuspage.update",
                            required("target", RECEIVER),
                            required("status", TEXT),
                            required("message", TEXT))
                    .withNothingToVerify(),
            action(
                    "github.dispatch",
                    target(Target.Github.class),
                    required("workflow", TEXT),
                    withDefault("ref", TEXT, "main"),
                    optional("inputs", TEXTS)),
            action("incident.page", required("receiver", RECEIVER), optional("message", TEXT))
                    .withNothingToVerify(),
            action("incident.note", required("text", TEXT)).withNothingToVerify());

    private StandardActions() {}
}
