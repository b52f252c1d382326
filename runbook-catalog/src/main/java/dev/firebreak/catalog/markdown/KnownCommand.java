package dev.firebreak.catalog.markdown;

import dev.firebreak.model.remediation.StepKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Commands for which the language has a check or an action. All else stays with people. */
final class KnownCommand {
    /** @param written as the system's file has it */
    record Target(String name, String written) {}

    /**
     * What a command became.
     *
     * @param with parameters, their values as they are written
     * @param verify as it is written; null when nothing in the document says how success would be seen
     * @param remark what to look at; empty when there is nothing
     */
    record Use(
            String id,
            StepKind kind,
            String type,
            Map<String, String> with,
            @Nullable Target target,
            @Nullable String verify,
            Sureness sureness,
            String remark) {
        Use unsure(String why) {
            return new Use(id, kind, type, with, target, verify, Sureness.LIKELY, why);
        }
    }

    private static final Pattern KUBECTL = Pattern.compile(
            "\\bkubectl\\b.*?\\b(rollout (?:undo|restart)|scale)\\b.*?\\bdeploy(?:ment)?s?[ /.]([a-z0-9][a-z0-9.-]{0,60})(.*)");
    private static final Pattern NAMESPACE = Pattern.compile("(?:-n|--namespace)[ =]([a-z0-9-]{1,63})");
    private static final Pattern REPLICAS = Pattern.compile("--replicas[ =](\\d{1,4})");
    private static final Pattern REDIS = Pattern.compile(
            "\\bredis-cli\\b.*?\\b(PING|FLUSHDB|DEL|UNLINK)\\b\\s*([\"']?)([^\"'\\s|;&]*)\\2(.*)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern VERCEL = Pattern.compile("\\bvercel (rollback|promote|ls|list)\\b(.*)");
    private static final Pattern TLS =
            Pattern.compile("\\bopenssl s_client\\b.*?-connect ([A-Za-z0-9.-]{3,200}):(\\d{1,5})");
    private static final Pattern DNS =
            Pattern.compile("^(?:nslookup|dig|host)\\s+(?:\\+\\w+\\s+)?([A-Za-z0-9.-]{3,200}\\.[A-Za-z]{2,20})\\b");
    private static final Pattern TCP =
            Pattern.compile("^(?:nc|telnet)\\b(?: -\\w+)* ([A-Za-z0-9.-]{1,200}) (\\d{1,5})\\b");
    private static final Pattern INTERVAL = Pattern.compile("interval '(\\d{1,4} \\w+)'");

    private final Surroundings around;

    KnownCommand(Surroundings around) {
        this.around = around;
    }

    /** Empty when it is none of those. */
    Optional<Use> read(String command) {
        String line = command.replaceFirst("^(?:\\$|>|sudo)\\s+", "").strip();
        return vercel(line)
                .or(() -> redis(line))
                .or(() -> kubectl(line))
                .or(() -> new KnownCurl(around).read(line))
                .or(() -> network(line))
                .or(() -> sql(line));
    }

    private Optional<Use> vercel(String line) {
        Matcher vercel = VERCEL.matcher(line);
        if (!vercel.find()) {
            return Optional.empty();
        }
        return Optional.of(
                switch (vercel.group(1)) {
                    case "rollback" -> action("rollback", "vercel.rollback", Map.of(), vercelTarget(), healthVerify());
                    case "promote" ->
                        action(
                                "promote",
                                "vercel.promote",
                                Map.of("deployment", "\"${deployment.lastGood.id}\""),
                                vercelTarget(),
                                healthVerify());
                    default -> recentDeployment();
                });
    }

    static Use recentDeployment() {
        return new Use(
                "recent-deployment",
                StepKind.CHECK,
                "deployment.recent",
                Map.of("within", "30m"),
                null,
                null,
                Sureness.LIKELY,
                "how far back is not written: 30m");
    }

    private Optional<Use> redis(String line) {
        Matcher redis = REDIS.matcher(line);
        if (!redis.find()) {
            return Optional.empty();
        }
        String pattern = redis.group(3);
        var target = new Target("redis", "{url: {secret: " + around.system() + "-redis-url}}");
        String verify = "{check: redis.ping, with: {target: redis}, consecutive: 3, every: 5s, within: 2m}";
        return switch (redis.group(1).toUpperCase(Locale.ROOT)) {
            case "PING" -> Optional.of(check("redis-answers", "redis.ping", Map.of(), target));
            case "FLUSHDB" -> Optional.of(action("flush", "redis.flush", Map.of(), target, verify));
            default ->
                // More than one key, or a part that is to be filled in, is no pattern.
                pattern.isEmpty()
                                || pattern.matches("\\*+|.*[<>{}$\\[\\]].*")
                                || redis.group(4).matches("\\s+[\"'\\w].*")
                        ? Optional.empty()
                        : Optional.of(action(
                                "delete-keys",
                                "redis.delete",
                                Map.of("pattern", YamlText.flow(pattern)),
                                target,
                                verify));
        };
    }

    private Optional<Use> kubectl(String line) {
        Matcher kubectl = KUBECTL.matcher(line);
        if (!kubectl.find()) {
            return Optional.empty();
        }
        Matcher namespace = NAMESPACE.matcher(line);
        boolean isNamed = namespace.find();
        String name = isNamed ? "kubernetes-" + namespace.group(1) : "kubernetes";
        String written = "{namespace: " + (isNamed ? YamlText.flow(namespace.group(1)) : "default") + "}";
        var target = new Target(name.replaceFirst("-+$", ""), written);
        Map<String, String> with = new LinkedHashMap<>();
        with.put("deployment", YamlText.flow(kubectl.group(2)));
        Matcher replicas = REPLICAS.matcher(line);
        Optional<Use> use = switch (kubectl.group(1)) {
            case "rollout undo" ->
                Optional.of(action("undo-rollout", "kubernetes.rolloutUndo", with, target, healthVerify()));
            case "rollout restart" ->
                Optional.of(action("restart", "kubernetes.rolloutRestart", with, target, healthVerify()));
            default -> {
                if (!replicas.find()) {
                    yield Optional.empty();
                }
                with.put("replicas", Integer.toString(Integer.parseInt(replicas.group(1))));
                yield Optional.of(action("scale", "kubernetes.scale", with, target, healthVerify()));
            }
        };
        return isNamed ? use : use.map(it -> it.unsure("the namespace is not written: default"));
    }

    private Optional<Use> network(String line) {
        Matcher tls = TLS.matcher(line);
        if (tls.find()) {
            return Optional.of(check("certificate", "tls.expiry", hostAndPort(tls), null));
        }
        Matcher tcp = TCP.matcher(line);
        if (tcp.find()) {
            return Optional.of(check("port-open", "tcp.open", hostAndPort(tcp), null));
        }
        Matcher dns = DNS.matcher(line);
        return dns.find()
                ? Optional.of(check("dns", "dns.resolves", Map.of("host", YamlText.flow(dns.group(1))), null))
                : Optional.empty();
    }

    private static Map<String, String> hostAndPort(Matcher found) {
        Map<String, String> with = new LinkedHashMap<>();
        with.put("host", YamlText.flow(found.group(1)));
        with.put("port", Integer.toString(Integer.parseInt(found.group(2))));
        return with;
    }

    private Optional<Use> sql(String line) {
        String sql = line.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
        var target = new Target("postgres", "{kind: postgres, url: {secret: " + around.system() + "-database-url}}");
        String verify = "{check: postgres.ping, with: {target: postgres}, consecutive: 2, every: 5s, within: 2m}";
        Matcher interval = INTERVAL.matcher(sql);
        Optional<String> time = interval.find() ? Times.first(interval.group(1)).map(Times::written) : Optional.empty();
        if (sql.contains("pg_terminate_backend") && sql.contains("'idle'")) {
            return Optional.of(action(
                    "end-idle", "postgres.terminateIdle", Map.of("idleFor", time.orElse("10m")), target, verify));
        }
        if (sql.contains("pg_terminate_backend") && sql.contains("'active'") && time.isPresent()) {
            return Optional.of(action(
                    "end-long", "postgres.terminateLongRunning", Map.of("runningFor", time.get()), target, verify));
        }
        if (sql.contains("pg_stat_activity") && sql.contains("query_start") && !sql.contains("pg_terminate_backend")) {
            return Optional.of(check("long-queries", "postgres.slowQueries", Map.of(), target)
                    .unsure("how long is too long is not written: a minute"));
        }
        boolean isPing = sql.matches("(?:psql .*-c )?[\"']?select (?:1|version\\(\\));?[\"']?;?");
        return isPing ? Optional.of(check("database-answers", "postgres.ping", Map.of(), target)) : Optional.empty();
    }

    private Target vercelTarget() {
        return new Target("vercel", "{project: " + around.system() + ", token: {secret: vercel-token}}");
    }

    private @Nullable String healthVerify() {
        return healthVerify(around);
    }

    static @Nullable String healthVerify(Surroundings around) {
        return around.health()
                .map(url -> "{check: http.status, with: {url: " + YamlText.quoted(url)
                        + ", status: 200}, consecutive: 3, every: 10s, within: 3m}")
                .orElse(null);
    }

    static Use check(String id, String type, Map<String, String> with, @Nullable Target target) {
        return new Use(id, StepKind.CHECK, type, withTarget(with, target), target, null, Sureness.SURE, "");
    }

    static Use action(String id, String type, Map<String, String> with, Target target, @Nullable String verify) {
        String remark = verify == null ? "how success would be seen is not written: add 'verify'" : "";
        return new Use(
                id,
                StepKind.ACTION,
                type,
                withTarget(with, target),
                target,
                verify,
                verify == null ? Sureness.LIKELY : Sureness.SURE,
                remark);
    }

    private static Map<String, String> withTarget(Map<String, String> with, @Nullable Target target) {
        Map<String, String> all = new LinkedHashMap<>();
        if (target != null) {
            all.put("target", target.name());
        }
        List.copyOf(with.keySet()).stream().sorted().forEach(key -> all.put(key, with.getOrDefault(key, "")));
        return all;
    }
}
