package dev.firebreak.catalog.system;

import dev.firebreak.catalog.yaml.Section;
import dev.firebreak.catalog.yaml.Value;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads one target; its kind is said by {@code kind} or plain from its keys. */
final class TargetReader {
    private static final List<String> KINDS = List.of(
            "vercel", "http", "redis", "resilience4j", "breaker", "postgres", "kubernetes", "haproxy", "github");
    private static final URI NOWHERE = URI.create("http://invalid");

    private TargetReader() {}

    static Target read(String name, Value value) {
        try (Section target = value.section("a target")) {
            String kind = target.find("kind")
                    .map(it -> it.oneOf("target kind", KINDS))
                    .orElseGet(() -> kindByKeys(target));
            return switch (kind) {
                case "vercel" ->
                    new Target.Vercel(
                            name,
                            target.requireText("project"),
                            target.findText("team"),
                            requireSecret(target, "token"));
                case "redis" -> new Target.Redis(name, requireSecret(target, "url"));
                case "postgres" -> new Target.Postgres(name, requireSecret(target, "url"));
                case "resilience4j" ->
                    new Target.Resilience4j(
                            name, requireUri(target, "actuator"), target.requireText("breaker"), token(target));
                case "breaker" ->
                    new Target.AdminBreaker(
                            name,
                            requireUri(target, "status"),
                            requireUri(target, "reset"),
                            Optional.ofNullable(target.findText("state")).orElse("state"),
                            token(target));
                case "kubernetes" -> new Target.Kubernetes(name, target.requireText("namespace"));
                case "haproxy" -> new Target.Haproxy(name, target.requireText("address"));
                case "github" ->
                    new Target.Github(name, target.requireText("repository"), requireSecret(target, "token"));
                default -> new Target.Http(name, requireUri(target, "url"), token(target));
            };
        }
    }

    private static String kindByKeys(Section target) {
        if (target.has("project")) {
            return "vercel";
        }
        if (target.has("actuator")) {
            return "resilience4j";
        }
        if (target.has("reset")) {
            return "breaker";
        }
        if (target.has("namespace")) {
            return "kubernetes";
        }
        if (target.has("address")) {
            return "haproxy";
        }
        if (target.has("repository")) {
            return "github";
        }
        return target.find("url").filter(Value::isMapping).isPresent() ? "redis" : "http";
    }

    /** A secret's name: a secret itself is never written into a catalogue. */
    static String requireSecret(Section section, String key) {
        return section.require(key).map(TargetReader::secret).orElse("");
    }

    static @Nullable String token(Section target) {
        return target.find("token").map(TargetReader::secret).orElse(null);
    }

    private static String secret(Value value) {
        if (!value.isMapping()) {
            value.problems().add(value.at(), "a plain value", "{secret: name}: secrets are only named");
            return "";
        }
        try (Section section = value.section("a secret's name")) {
            return section.require("secret").map(it -> it.name("vercel-token")).orElse("");
        }
    }

    static URI requireUri(Section target, String key) {
        return target.require(key).map(TargetReader::uri).orElse(NOWHERE);
    }

    private static URI uri(Value value) {
        return uri(value, value.text());
    }

    /** @param text what the value comes to */
    static URI uri(Value value, String text) {
        try {
            URI uri = new URI(text);
            boolean isWeb = "https".equals(uri.getScheme()) || "http".equals(uri.getScheme());
            if (isWeb && uri.getHost() != null && uri.getUserInfo() == null) {
                return uri;
            }
        } catch (URISyntaxException _) {
            // told below
        }
        if (value.isText()) {
            value.problems()
                    .add(value.at(), "an address of another kind", "one such as https://host/path, without a login");
        }
        return NOWHERE;
    }
}
