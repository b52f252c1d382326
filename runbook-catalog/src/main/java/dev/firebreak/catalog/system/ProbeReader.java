package dev.firebreak.catalog.system;

import dev.firebreak.catalog.expression.ExpressionReader;
import dev.firebreak.catalog.expression.Names;
import dev.firebreak.catalog.expression.Scope;
import dev.firebreak.catalog.expression.Site;
import dev.firebreak.catalog.expression.UnresolvedException;
import dev.firebreak.catalog.yaml.Section;
import dev.firebreak.catalog.yaml.Value;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads how a monitor looks. */
final class ProbeReader {
    private static final Probe NOTHING = new Probe.Heartbeat(Duration.ZERO);
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?");
    private static final Pattern ASKS_ONLY = Pattern.compile("(?is)\\s*(select|with|table|values)\\b[^;]*;?\\s*");

    private final Map<String, Threshold> thresholds;
    private final @Nullable PrometheusServer server;

    ProbeReader(Map<String, Threshold> thresholds, @Nullable PrometheusServer server) {
        this.thresholds = thresholds;
        this.server = server;
    }

    Probe read(String name, Section monitor, @Nullable ServiceDefinition service) {
        List<Probe> probes = new ArrayList<>();
        monitor.find("http").ifPresent(value -> probes.add(http(value, service)));
        monitor.find("tcp").ifPresent(value -> probes.add(tcp(value)));
        monitor.find("tls").ifPresent(value -> probes.add(tls(value)));
        monitor.find("dns").ifPresent(value -> probes.add(dns(value)));
        monitor.find("prometheus")
                .ifPresent(value -> probes.add(new Probe.Prometheus(value.text(), bounds(name, monitor), server)));
        monitor.find("sql").ifPresent(value -> probes.add(sql(value, bounds(name, monitor))));
        monitor.find("heartbeat").ifPresent(value -> probes.add(heartbeat(value)));
        boolean isByThresholdAlone = monitor.has("threshold") && probes.isEmpty();
        if (isByThresholdAlone) {
            probes.add(byThreshold(bounds(name, monitor), monitor));
        }
        if (probes.size() != 1) {
            monitor.problems()
                    .add(
                            monitor.at(),
                            probes.size() + " probes",
                            "one of http, tcp, tls, dns, prometheus, sql, threshold, heartbeat");
        }
        return probes.isEmpty() ? NOTHING : probes.getFirst();
    }

    private Probe byThreshold(Threshold threshold, Section monitor) {
        String query = threshold.prometheus();
        if (query == null && thresholds.containsKey(threshold.name())) {
            monitor.problems()
                    .add(
                            monitor.at(),
                            "the threshold '" + threshold.name() + "' that nothing measures",
                            "'prometheus' in the threshold, or 'prometheus' or 'sql' here");
        }
        return new Probe.Prometheus(query == null ? "" : query, threshold, server);
    }

    /** Those of a threshold, or those written here. */
    private Threshold bounds(String name, Section monitor) {
        if (!monitor.has("threshold")) {
            return ThresholdReader.bounds(name, monitor, monitor.findText("unit"), null);
        }
        return monitor.find("threshold")
                .map(it -> thresholds.get(it.oneOf("threshold", thresholds.keySet())))
                .orElseGet(() -> new Threshold("", null, null, null, null, Threshold.Worse.HIGHER));
    }

    private static Probe http(Value value, @Nullable ServiceDefinition service) {
        try (Section http = value.section("an HTTP probe")) {
            return new Probe.Http(
                    http.require("url").map(it -> url(it, service)).orElse(URI.create("http://invalid")),
                    http.find("status")
                            .map(it -> it.listOrOne().stream()
                                    .map(status -> (int) status.integer(100, 599))
                                    .collect(Collectors.toSet()))
                            .orElse(Set.of(200)),
                    http.find("expect")
                            .map(it -> new ExpressionReader(Names.NONE).expectation(it))
                            .orElse(null),
                    http.findText("contains"),
                    TargetReader.token(http));
        }
    }

    /** All that such an address may refer to is written in the catalogue, so it is known now. */
    private static URI url(Value value, @Nullable ServiceDefinition service) {
        int toldBefore = value.problems().count();
        Set<String> targets = service == null ? Set.of() : service.targets().keySet();
        var template = new ExpressionReader(new Names(Set.of(), targets, Set.of())).template(value, Site.MONITOR);
        if (service == null || value.problems().count() > toldBefore) {
            return URI.create("http://invalid"); // told already
        }
        try {
            return TargetReader.uri(
                    value,
                    template.render(Scope.builder(Instant.EPOCH)
                            .service(Map::of, service)
                            .build()));
        } catch (UnresolvedException e) {
            value.problems().add(value.at(), Objects.toString(e.getMessage(), "no value"), "an address");
            return URI.create("http://invalid");
        }
    }

    private static Probe tcp(Value value) {
        try (Section tcp = value.section("a TCP probe")) {
            return new Probe.Tcp(
                    host(tcp),
                    tcp.require("port").map(it -> (int) it.integer(1, 65_535)).orElse(1));
        }
    }

    private static Probe tls(Value value) {
        try (Section tls = value.section("a TLS probe")) {
            Duration warning = tls.findDuration("warning");
            Duration critical = tls.findDuration("critical");
            if (warning == null && critical == null) {
                tls.problems().add(tls.at(), "a TLS probe without a bound", "'warning' or 'critical', such as 14d");
            }
            return new Probe.Tls(host(tls), tls.integer("port", 443, 1, 65_535), warning, critical);
        }
    }

    private static Probe dns(Value value) {
        try (Section dns = value.section("a DNS probe")) {
            List<String> addresses =
                    dns.list("addresses").stream().map(ProbeReader::address).toList();
            return new Probe.Dns(host(dns), addresses);
        }
    }

    private static String address(Value value) {
        try {
            return InetAddress.ofLiteral(value.text()).getHostAddress();
        } catch (IllegalArgumentException _) {
            if (value.isText()) {
                value.problems().add(value.at(), "'" + value.text() + "'", "an address such as 192.0.2.1");
            }
            return "";
        }
    }

    private static String host(Section section) {
        return section.require("host")
                .map(value -> {
                    String host = value.text();
                    if (value.isText() && !HOST.matcher(host).matches()) {
                        value.problems().add(value.at(), "'" + host + "'", "a host's name such as shop.example");
                    }
                    return host;
                })
                .orElse("");
    }

    /** The database refuses to write as well; this tells it at once, and keeps a second statement out. */
    private static Probe sql(Value value, Threshold bounds) {
        try (Section sql = value.section("an SQL probe")) {
            String query = sql.requireText("query");
            sql.find("query")
                    .filter(it -> it.isText() && !ASKS_ONLY.matcher(query).matches())
                    .ifPresent(it -> it.problems()
                            .add(it.at(), "SQL that is not one question", "one 'select' that gives one number"));
            return new Probe.Sql(TargetReader.requireSecret(sql, "url"), query, bounds);
        }
    }

    private static Probe heartbeat(Value value) {
        try (Section heartbeat = value.section("a heartbeat")) {
            return new Probe.Heartbeat(
                    heartbeat.require("within").map(Value::duration).orElse(Duration.ZERO));
        }
    }
}
