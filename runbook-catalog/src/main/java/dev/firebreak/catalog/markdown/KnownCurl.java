package dev.firebreak.catalog.markdown;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code curl} is used for in runbooks: asking for health, and calling an endpoint that mends something. */
final class KnownCurl {
    private static final Pattern METHOD = Pattern.compile("(?:-X|--request)[ =]?([A-Z]{3,7})");
    private static final Pattern MENDS = Pattern.compile(
            "reset|restart|retry|reconnect|flush|purge|clear|drain|resume|reload|reindex|rebuild|unstick|replay");
    private static final Pattern HEALTH = Pattern.compile("health|status|ping|ready|alive|version|resilience");
    private static final Pattern TO_FILL_IN = Pattern.compile("your-|example-domain|<|\\[|\\{|localhost");

    private final Surroundings around;

    KnownCurl(Surroundings around) {
        this.around = around;
    }

    Optional<KnownCommand.Use> read(String line) {
        List<String> links = line.contains("curl ") ? Plain.links(line) : List.of();
        if (links.size() != 1) {
            return Optional.empty();
        }
        String url = links.getFirst();
        // What follows the address directly belongs to it, and is then nothing that could be called as it stands.
        int end = line.indexOf(url) + url.length();
        boolean isWhole = end == line.length() || line.substring(end).matches("[\"'\\s|)].*");
        if (!isWhole || !url.matches("https?://[^/]+(?:/.*)?")) {
            return Optional.empty();
        }
        Matcher method = METHOD.matcher(line);
        String verb = method.find() ? method.group(1) : line.matches(".*\\s(?:-d|--data\\S*)\\s.*") ? "POST" : "GET";
        Optional<KnownCommand.Use> use = switch (verb) {
            case "GET", "HEAD" -> Optional.of(asking(line, url));
            case "POST" -> mending(line, url);
            default -> Optional.empty();
        };
        return TO_FILL_IN.matcher(url).find() ? use.map(it -> it.unsure("the address looks like a placeholder")) : use;
    }

    private KnownCommand.Use asking(String line, String url) {
        boolean isProvider = url.endsWith("/api/v2/status.json");
        if (isProvider) {
            return KnownCommand.check(
                    "provider-status",
                    "http.json",
                    Map.of("url", YamlText.quoted(url), "expect", "\"body.status.indicator == 'none'\""),
                    null);
        }
        var use = line.contains("uthorization")
                ? KnownCommand.check("answers", "http.status", Map.of("status", "200"), target(url, line))
                : KnownCommand.check(
                        "answers", "http.status", Map.of("url", YamlText.quoted(url), "status", "200"), null);
        return HEALTH.matcher(url).find() ? use : use.unsure("whether 200 is what is expected is not written");
    }

    private Optional<KnownCommand.Use> mending(String line, String url) {
        String path = url.replaceFirst("^https?://[^/]+", "");
        if (!MENDS.matcher(path).find()) {
            return Optional.empty();
        }
        if (path.contains("breaker")
                && path.contains("reset")
                && around.breakerStatus().isPresent()) {
            String token = token(line);
            String name = name(url);
            String verify = "{check: breaker.state, with: {target: " + name
                    + ", is: closed}, consecutive: 3, every: 5s, within: 2m}";
            var target = new KnownCommand.Target(
                    name,
                    "{status: " + YamlText.quoted(around.breakerStatus().get()) + ", reset: " + YamlText.quoted(url)
                            + ", state: state" + token + "}");
            return Optional.of(KnownCommand.action("reset", "breaker.reset", Map.of(), target, verify));
        }
        String id = Naming.slug(path.replaceFirst("^.*/", ""), 4);
        return Optional.of(KnownCommand.action(
                id.isEmpty() ? "call" : id,
                "http.call",
                Map.of("method", "POST"),
                target(url, line),
                KnownCommand.healthVerify(around)));
    }

    private KnownCommand.Target target(String url, String line) {
        return new KnownCommand.Target(name(url), "{url: " + YamlText.quoted(url) + token(line) + "}");
    }

    /** The whole address, so that two addresses are two targets. */
    private static String name(String url) {
        String name = Naming.slug(url.replaceFirst("^https?://", ""), 12);
        return name.isEmpty() ? "site" : name;
    }

    private String token(String line) {
        return line.contains("uthorization") ? ", token: {secret: " + around.system() + "-api-token}" : "";
    }
}
