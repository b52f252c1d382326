package dev.firebreak.catalog.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.catalog.Alerts;
import dev.firebreak.catalog.Catalog;
import dev.firebreak.catalog.Folders;
import dev.firebreak.model.Severity;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MonitorsTest {
    @TempDir
    private Path folder;

    @Test
    void aHealthCheckHasItsAddressFromTheTarget() {
        Monitor health = monitor("health");

        assertThat(health.every()).isEqualTo(Duration.ofSeconds(10));
        assertThat(health.timeout()).isEqualTo(Duration.ofSeconds(2));
        assertThat(health.patience()).isEqualTo(new Monitor.Patience(3, 1, Duration.ZERO));
        assertThat(health.raise()).isEqualTo(new Monitor.Raise("HealthCheckFailed", Severity.CRITICAL));
        assertThat(health.probe()).isInstanceOfSatisfying(Probe.Http.class, http -> {
            assertThat(http.url()).isEqualTo(URI.create("https://shop.example/health"));
            assertThat(http.statuses()).isEqualTo(Set.of(200, 204));
            assertThat(http.expect()).hasToString("body.status == 'ok'");
            assertThat(http.contains()).isEqualTo("ok");
            assertThat(http.tokenSecret()).isNull();
        });
    }

    @Test
    void everyKindIsRead() {
        assertThat(monitor("port").probe()).isEqualTo(new Probe.Tcp("db.shop.example", 5432));
        assertThat(monitor("certificate").probe())
                .isEqualTo(new Probe.Tls("shop.example", 443, Duration.ofDays(21), Duration.ofDays(7)));
        assertThat(monitor("name").probe()).isEqualTo(new Probe.Dns("shop.example", List.of("192.0.2.1")));
        assertThat(monitor("stuck-jobs").probe())
                .isEqualTo(new Probe.Sql(
                        "shop-database-url",
                        "select count(*) from job where state = 'stuck'",
                        new Threshold("stuck-jobs", null, null, 10.0, null, Threshold.Worse.HIGHER)));
        assertThat(monitor("backup").probe()).isEqualTo(new Probe.Heartbeat(Duration.ofHours(26)));
    }

    @Test
    void aThresholdRaisesByItsNameAndKnowsItsPrometheus() {
        Monitor errors = monitor("error-rate");

        assertThat(errors.raise()).isEqualTo(new Monitor.Raise("error-rate", Severity.CRITICAL));
        assertThat(errors.patience()).isEqualTo(new Monitor.Patience(1, 2, Duration.ofMinutes(5)));
        assertThat(errors.severity(Breach.WARNING)).isEqualTo(Severity.WARNING);
        assertThat(errors.probe())
                .isEqualTo(new Probe.Prometheus(
                        "errors / requests",
                        new Threshold("error-rate", "ratio", 0.01, 0.05, "errors / requests", Threshold.Worse.HIGHER),
                        new PrometheusServer(URI.create("https://prometheus.shop.example"), "prometheus-token")));
    }

    @Test
    void aThresholdWithoutAMeasureTakesOneFromTheMonitor() {
        assertThat(monitor("disk").probe()).isInstanceOfSatisfying(Probe.Prometheus.class, disk -> {
            assertThat(disk.query()).isEqualTo("free");
            assertThat(disk.bounds().worse()).isEqualTo(Threshold.Worse.LOWER);
        });
        assertProblem("prometheus: free, threshold", "threshold")
                .contains("the threshold 'free-disk' that nothing measures");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ${target.health.url} | ${target.helth.url} | did you mean health?
            ${target.health.url} | ${target.redis.url} | no value for 'url' in target.redis.url
            ${target.health.url} | ${alert.name} | found 'alert'
            ${target.health.url} | ftp://shop.example | an address of another kind
            tcp: {host: db.shop.example, port: 5432} | tcp: {host: db.shop.example, port: 70000} | from 1 to 65535
            tcp: {host: db.shop.example, port: 5432}, | '' | found 0 probes
            host: db.shop.example | host: 'db shop' | a host's name
            warning: 21d, critical: 7d | port: 443 | a TLS probe without a bound
            [192.0.2.1] | [shop.example] | an address such as 192.0.2.1
            warning: 5, critical: 10, | '' | a threshold without a bound
            critical: 0.1, worse: lower | warning: 0.1, critical: 0.2, worse: lower | contradict
            every: 10s | every: 10ms | from 1s to 7d
            timeout: 2s | timeout: 2h | from 1s to 1m
            name: queue | name: disk | a second time
            name: queue | name: Queue Depth | a name of small letters
            select count(*) from job | delete from job | one 'select'
            = 'stuck' | = 'stuck'; drop table job | one 'select'
            {secret: shop-database-url} | postgresql://me:secret@db/shop | secrets are only named
            """)
    void whatIsWrongIsTold(String from, String to, String problem) {
        assertProblem(from, to).contains(problem);
    }

    @Test
    void anAlertOfAMonitorBelongsToItsServiceWhateverExpressionsSay() {
        Catalog catalog = Folders.load(Folders.shop(folder));

        assertThat(catalog.service(Alerts.monitor("shop", "web", "HealthCheckFailed")))
                .hasValueSatisfying(found -> assertThat(found.service().name()).isEqualTo("web"));
        assertThat(catalog.match(Alerts.monitor("shop", "web", "HealthCheckFailed"), Alerts.NOON))
                .hasSize(1);
    }

    @Test
    void whatTheDocumentsShowIsValid() throws IOException {
        Matcher example = Pattern.compile("```yaml\n(prometheus:.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("README.md")));
        assertThat(example.find()).isTrue();
        String system = """
                apiVersion: firebreak.dev/v1
                kind: System
                metadata: {name: shop}
                spec:
                  title: The shop
                  severityLevels:
                    P0: {title: Critical, severity: critical, respondWithin: 0m}
                  services:
                    web: {identify: "false", targets: {health: {url: "https://shop.example/health"}}}
                    database: {identify: "false"}
                  thresholds:
                    error-rate: {warning: 0.01, critical: 0.05, prometheus: "errors / requests"}
                """ + example.group(1).indent(2);

        Catalog catalog = Folders.load(Folders.write(folder, "shop/system.yaml", system));

        assertThat(catalog.systems().getFirst().monitors()).hasSize(9);
    }

    private AbstractStringAssert<?> assertProblem(String from, String to) {
        return assertThat(Folders.problemsOfSystem(folder, from, to))
                .singleElement()
                .asString();
    }

    private Monitor monitor(String name) {
        return Folders.load(Folders.shop(folder)).systems().getFirst().monitors().stream()
                .filter(monitor -> monitor.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
