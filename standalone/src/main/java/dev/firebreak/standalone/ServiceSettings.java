package dev.firebreak.standalone;

import dev.firebreak.catalog.CatalogPlace;
import dev.firebreak.embedded.EmbeddedDatabase;
import dev.firebreak.embedded.EmbeddedKafka;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Works out what each service is told: where its neighbours are and what the secrets are. */
record ServiceSettings(
        StandaloneOptions options,
        Credentials credentials,
        Map<ServiceName, Integer> ports,
        int redisPort,
        Sandboxing sandboxing,
        CatalogPlace catalog) {
    /** The sandbox's buttons are pressed by anyone who reaches it, so it stays on loopback. */
    static String address(ServiceName service, StandaloneOptions options) {
        return service == ServiceName.SANDBOX ? "127.0.0.1" : options.listen();
    }

    /** Where other processes on this machine reach the service. */
    URI uri(ServiceName service) {
        String address = address(service, options);
        String host = switch (address) {
            case "0.0.0.0", "::", "[::]" -> "127.0.0.1";
            default -> address.contains(":") && !address.startsWith("[") ? "[" + address + "]" : address;
        };
        return URI.create("http://" + host + ":" + ports.get(service));
    }

    /** For the sandbox, which starts without Kafka and the database. */
    Map<String, String> of(ServiceName service) {
        Map<String, String> settings = new LinkedHashMap<>(credentials.all());
        ports.forEach((name, port) -> settings.put(name.portSetting(), Integer.toString(port)));
        settings.put("FIREBREAK_LISTEN", address(service, options));
        settings.put("FIREBREAK_CATALOG", catalog.text());
        settings.putIfAbsent(
                "FIREBREAK_CONSOLE_URL", uri(ServiceName.INCIDENT_SERVICE).toString());
        settings.put(
                "FIREBREAK_SANDBOXED",
                sandboxing.providers().stream().map(Provider::title).sorted().collect(Collectors.joining(",")));
        settings.putIfAbsent(
                "FIREBREAK_INGEST_URL", uri(ServiceName.ALERT_INGEST).toString());
        settings.put(
                "FIREBREAK_NEIGHBOURS",
                Stream.of(ServiceName.ALERT_INGEST, ServiceName.REMEDIATION_SERVICE, ServiceName.NOTIFIER_SERVICE)
                        .map(neighbour -> neighbour.module() + "=" + uri(neighbour))
                        .collect(Collectors.joining(",")));
        settings.putAll(sandboxing.secrets());
        sandboxing.providers().forEach(provider -> settings.putAll(sandboxed(provider)));
        if (service == ServiceName.SANDBOX) {
            settings.put("FIREBREAK_SANDBOX_REDIS_PORT", Integer.toString(redisPort));
            settings.put(
                    "FIREBREAK_SANDBOX_DATA",
                    options.data().resolve("sandbox").toAbsolutePath().toString());
            settings.put("FIREBREAK_INGEST_URL", uri(ServiceName.ALERT_INGEST).toString());
            settings.put(
                    "FIREBREAK_NOTIFIER_URL", uri(ServiceName.NOTIFIER_SERVICE).toString());
        }
        settings.putAll(options.settings());
        return settings;
    }

    Map<String, String> of(ServiceName service, EmbeddedKafka kafka, EmbeddedDatabase database) {
        Map<String, String> settings = of(service);
        settings.put("FIREBREAK_KAFKA", kafka.bootstrapServers());
        settings.put("FIREBREAK_DATABASE_URL", database.url());
        settings.put("FIREBREAK_DATABASE_USER", database.user());
        settings.put("FIREBREAK_DATABASE_PASSWORD", database.password());
        return settings;
    }

    /** What the command line reads beside the passwords. */
    Map<String, String> addresses() {
        Map<String, String> addresses = new LinkedHashMap<>();
        addresses.put("FIREBREAK_URL", uri(ServiceName.INCIDENT_SERVICE).toString());
        addresses.put("FIREBREAK_INGEST_URL", uri(ServiceName.ALERT_INGEST).toString());
        addresses.put(
                "FIREBREAK_REMEDIATION_URL",
                uri(ServiceName.REMEDIATION_SERVICE).toString());
        addresses.put(
                "FIREBREAK_NOTIFIER_URL", uri(ServiceName.NOTIFIER_SERVICE).toString());
        if (sandboxing.isNeeded()) {
            addresses.put("FIREBREAK_SANDBOX_URL", uri(ServiceName.SANDBOX).toString());
        }
        return addresses;
    }

    private Map<String, String> sandboxed(Provider provider) {
        String sandbox = uri(ServiceName.SANDBOX).toString();
        return switch (provider) {
            case VERCEL ->
                Map.of("FIREBREAK_VERCEL_API", sandbox + "/vercel", "FIREBREAK_EGRESS_SANDBOX", sandbox + "/hosts");
            case SLACK ->
                Map.of(
                        "FIREBREAK_SLACK_API", sandbox + "/slack/api/",
                        "FIREBREAK_SLACK_BOT_TOKEN", "xoxb-sandbox",
                        "FIREBREAK_SLACK_RESPONDERS", "U0RESPONDER");
            case PAGERDUTY ->
                Map.of(
                        "FIREBREAK_PAGERDUTY_API",
                        sandbox + "/pagerduty",
                        "FIREBREAK_PAGERDUTY_REST_API",
                        sandbox + "/pagerduty/rest",
                        "FIREBREAK_PAGERDUTY_REST_TOKEN",
                        "sandbox",
                        "FIREBREAK_PAGERDUTY_REST_FROM",
                        "firebreak@example.com");
            case STATUSPAGE -> Map.of("FIREBREAK_STATUSPAGE_API", sandbox + "/statuspage/v1");
            case GITHUB -> Map.of("FIREBREAK_GITHUB_API", sandbox + "/github");
        };
    }
}
