package dev.firebreak.catalog.schema;

import static dev.firebreak.catalog.schema.Shape.either;
import static dev.firebreak.catalog.schema.Shape.secret;
import static dev.firebreak.catalog.schema.Shape.text;
import static dev.firebreak.catalog.schema.Shape.words;

import java.util.List;

/** What may be looked at and acted on, as {@code TargetReader} reads it: its kind is said, or plain from its keys. */
final class TargetShapes {
    private TargetShapes() {}

    static Shape target() {
        return either(
                kind("vercel")
                        .and("project", text())
                        .and("team", text())
                        .and("token", secret())
                        .section("project", "token"),
                kind("http").and("url", text()).and("token", secret()).section("url"),
                Keys.of("kind", words(List.of("redis", "postgres")))
                        .and("url", secret())
                        .section("url"),
                kind("resilience4j")
                        .and("actuator", text())
                        .and("breaker", text())
                        .and("token", secret())
                        .section("actuator", "breaker"),
                kind("breaker")
                        .and("status", text())
                        .and("reset", text())
                        .and("state", text().byDefault("state"))
                        .and("token", secret())
                        .section("status", "reset"),
                kind("kubernetes").and("namespace", text()).section("namespace"),
                kind("haproxy").and("address", text()).section("address"),
                kind("github").and("repository", text()).and("token", secret()).section("repository", "token"));
    }

    private static Keys kind(String kind) {
        return Keys.of("kind", words(List.of(kind)));
    }
}
