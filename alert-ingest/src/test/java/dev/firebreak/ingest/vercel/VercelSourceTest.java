package dev.firebreak.ingest.vercel;

import static dev.firebreak.ingest.source.Deliveries.NOON;
import static dev.firebreak.ingest.source.Deliveries.delivery;
import static dev.firebreak.ingest.source.Deliveries.environment;
import static dev.firebreak.ingest.source.Deliveries.onlyAlert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebreak.ingest.Samples;
import dev.firebreak.ingest.json.PayloadException;
import dev.firebreak.ingest.source.Authentication;
import dev.firebreak.ingest.source.Reading;
import dev.firebreak.model.Link;
import dev.firebreak.model.Severity;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.alert.AlertStatus;
import dev.firebreak.model.alert.Deployment;
import dev.firebreak.model.alert.DeploymentState;
import dev.firebreak.model.alert.Signal;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VercelSourceTest {
    private static final Instant CHANGED = Instant.ofEpochMilli(1769940000000L);

    private final VercelSource source =
            new VercelSource(environment("FIREBREAK_VERCEL_SECRETS", "vercel-secret,test_secret"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"""
        {"id":"ev_1","type":"deployment.error","createdAt":1769940000000,"payload":{}}\
        |cc5a8089ee3b2a9d8d0a3d9514c5ec1d9023f0b8""", "{\"test\":true}|c2df2da54b7342c8dbb968e068d404d1c65acc91"})
    void acceptsTheSha1SignatureOfTheRawBytes(String body, String signature) {
        assertThat(source.authenticate(delivery(body, Map.of("X-Vercel-Signature", signature))))
                .isEqualTo(new Authentication.Accepted());
        assertThat(source.authenticate(delivery(body.replace(":", ": "), Map.of("X-Vercel-Signature", signature))))
                .isInstanceOf(Authentication.Refused.class);
        assertThat(source.authenticate(delivery(body, Map.of()))).isInstanceOf(Authentication.Refused.class);
    }

    @ParameterizedTest
    @CsvSource({
        "deployment.created,   production, CREATED,  production",
        "deployment.ready,     production, READY,    production",
        "deployment.succeeded, production, LIVE,     production",
        "deployment.succeeded, ,           READY,    preview",
        "deployment.succeeded, staging,    READY,    staging",
        "deployment.promoted,  ,           LIVE,     production",
        "deployment.canceled,  ,           CANCELED, preview",
        "deployment.error,     ,           FAILED,   preview",
        "deployment-error,     ,           FAILED,   preview",
        "deployment-ready,     production, READY,    production"
    })
    void eachTypeIsAStateOfTheDeployment(String type, String target, DeploymentState state, String environment) {
        Reading reading = read(Samples.vercelDeployment(type, target == null ? "null" : "\"" + target + "\""));

        assertThat(reading.signals()).hasSize(1);
        Signal.DeploymentChanged changed =
                (Signal.DeploymentChanged) reading.signals().getFirst();
        assertThat(changed.state()).isEqualTo(state);
        assertThat(changed.deliveryKey()).isEqualTo("vercel:ev_1_" + type);
        assertThat(changed.changedAt()).isEqualTo(CHANGED);
        assertThat(changed.deployment())
                .isEqualTo(new Deployment(
                        "dpl_1",
                        "vercel",
                        "prj_1",
                        "shop",
                        environment,
                        "https://shop-abc.vercel.app",
                        "https://vercel.com/acme/shop/1",
                        "d8282fc",
                        "Update page.tsx",
                        "Ada",
                        CHANGED));
    }

    @Test
    void aFailedProductionDeploymentIsAnAlertToo() {
        Reading reading = read(Samples.vercelDeployment("deployment.error", "\"production\""));

        assertThat(reading.signals()).hasSize(2);
        Alert alert = ((Signal.AlertReceived) reading.signals().getLast()).alert();
        assertThat(alert.name()).isEqualTo("DeploymentError");
        assertThat(alert.type()).isEqualTo("deployment.error");
        assertThat(alert.severity()).isEqualTo(Severity.ERROR);
        assertThat(alert.project()).isEqualTo("shop");
        assertThat(alert.service()).isEqualTo("shop");
        assertThat(alert.environment()).isEqualTo("production");
        assertThat(alert.release()).isEqualTo("d8282fc");
        assertThat(alert.fingerprint()).isEqualTo("vercel-deployment-error-prj_1");
        assertThat(alert.labels())
                .containsEntry("project_id", "prj_1")
                .containsEntry("deployment_id", "dpl_1")
                .containsEntry("branch", "main")
                .containsEntry("team_id", "team_1");
        assertThat(alert.startsAt()).isEqualTo(CHANGED);
        assertThat(alert.receivedAt()).isEqualTo(NOON);
    }

    @Test
    void aRollbackTellsBothDeployments() {
        Signal.DeploymentRolledBack rolledBack = (Signal.DeploymentRolledBack)
                read(Samples.vercelRollback()).signals().getFirst();

        assertThat(rolledBack.fromDeployment()).isEqualTo("dpl_2");
        assertThat(rolledBack.toDeployment()).isEqualTo("dpl_1");
        assertThat(rolledBack.project()).isEqualTo("prj_1");
    }

    @ParameterizedTest
    @CsvSource({
        "test-webhook, test_webhook",
        "deployment.cleanup, deployment_cleanup",
        "deployment.blocked, deployment_blocked",
        "deployment-check-rerequested, deployment_check_rerequested",
        "deployment.checkrun.start, deployment_checkrun",
        "deployment.integration.action.start, deployment_integration",
        "project.created, project_created",
        "project-removed, project_removed",
        "project.env-variable.updated, project_env_variable",
        "project.rolling-release.aborted, project_rolling_release",
        "project.domain-moved, other_type",
        "project.domain.moved, project_domain",
        "domain.renewal.failed, domain",
        "edge-config.items.updated, edge_config",
        "integration-configuration.removed, integration_configuration",
        "budget.reached, budget",
        "something.new, other_type",
        "deployment.checks.failed, checks_of_preview",
        "alerts.triggered, alerts_without_any"
    })
    void otherTypesAreDroppedWithAReason(String type, String reason) {
        assertThat(read("{\"id\":\"x\",\"type\":\"" + type + "\",\"payload\":null}")
                        .dropped())
                .containsExactly(reason);
    }

    @Test
    void eachOfVercelsOwnAlertsIsOne() {
        Reading reading = read(Samples.vercelAlerts());

        assertThat(reading.signals()).hasSize(2);
        Alert alert = ((Signal.AlertReceived) reading.signals().getFirst()).alert();
        assertThat(alert.type()).isEqualTo("alerts.triggered");
        assertThat(alert.name()).isEqualTo("error_anomaly");
        assertThat(alert.severity()).isEqualTo(Severity.ERROR);
        assertThat(alert.service()).isEqualTo("shop");
        assertThat(alert.title()).isEqualTo("Error rate anomaly on shop");
        assertThat(alert.description()).isEqualTo("5xx: 1.2K requests, on average 14");
        assertThat(alert.deliveryKey()).isEqualTo("vercel:al_1:0");
        assertThat(alert.startsAt()).isEqualTo(Instant.parse("2026-02-01T10:00:00Z"));
        assertThat(alert.labels())
                .containsEntry("project_id", "prj_1")
                .containsEntry("metric", "5xx")
                .containsEntry("alert_type", "error_anomaly");
        assertThat(alert.annotations()).containsEntry("zscore", "130.7");
        assertThat(alert.links())
                .containsExactly(new Link("Vercel observability", "https://vercel.com/acme/shop/observability"));
        Alert other = ((Signal.AlertReceived) reading.signals().getLast()).alert();
        assertThat(other.severity()).isEqualTo(Severity.WARNING);
        assertThat(other.fingerprint()).isNotEqualTo(alert.fingerprint());
        assertThat(other.deliveryKey()).isEqualTo("vercel:al_1:1");
        assertThat(other.startsAt()).isEqualTo(Instant.ofEpochMilli(1769940031000L));
    }

    @Test
    void failedChecksOfProductionAreAnAlertThatEndsWhenTheySucceed() {
        Alert failed = onlyAlert(read(Samples.vercelDeployment("deployment.checks.failed", "\"production\"")));
        Alert succeeded = onlyAlert(read(Samples.vercelDeployment("deployment.checks.succeeded", "\"production\"")));

        assertThat(failed.name()).isEqualTo("DeploymentChecksFailed");
        assertThat(failed.status()).isEqualTo(AlertStatus.FIRING);
        assertThat(failed.severity()).isEqualTo(Severity.ERROR);
        assertThat(failed.service()).isEqualTo("shop");
        assertThat(failed.labels()).containsEntry("deployment_id", "dpl_1").containsEntry("project_id", "prj_1");
        assertThat(succeeded.status()).isEqualTo(AlertStatus.RESOLVED);
        assertThat(succeeded.fingerprint()).isEqualTo(failed.fingerprint());
        assertThat(read(Samples.vercelDeployment("deployment.checks.failed", "null"))
                        .dropped())
                .containsExactly("checks_of_preview");
    }

    @ParameterizedTest
    @CsvSource({
        "firewall.attack, FirewallAttack, ERROR",
        "firewall.system-rule-anomaly, FirewallAnomaly, WARNING",
        "firewall.custom-rule-anomaly, FirewallAnomaly, WARNING"
    })
    void theFirewallIsHeardWhateverElseItSends(String type, String name, Severity severity) {
        Alert alert = onlyAlert(read("{\"id\":\"f1\",\"type\":\"%s\",\"payload\":null}".formatted(type)));
        Alert known = onlyAlert(
                read("{\"id\":\"f1\",\"type\":\"%s\",\"payload\":{\"projectId\":\"prj_1\"}}".formatted(type)));

        assertThat(alert.name()).isEqualTo(name);
        assertThat(alert.type()).isEqualTo(type);
        assertThat(alert.severity()).isEqualTo(severity);
        assertThat(alert.service()).isEqualTo("unknown");
        assertThat(known.service()).isEqualTo("prj_1");
        assertThat(known.fingerprint()).isNotEqualTo(alert.fingerprint());
    }

    @Test
    void anOldIntegrationsFailureCountsAsAPreviewsBecauseItNamesNoTarget() {
        Reading reading = read("""
                {"id":"uev_1","type":"deployment-error","createdAt":1569867895043,"teamId":"team_1","payload":{
                 "deployment":{"id":"dpl_x","meta":{},"name":"shop","url":"shop-abc.vercel.app"},"name":"shop",
                 "project":"shop","projectId":"prj_x"}}""");

        Signal.DeploymentChanged changed =
                (Signal.DeploymentChanged) reading.signals().getFirst();
        assertThat(reading.signals()).hasSize(1);
        assertThat(changed.state()).isEqualTo(DeploymentState.FAILED);
        assertThat(changed.deployment().project()).isEqualTo("prj_x");
        assertThat(changed.deployment().environment()).isEqualTo("preview");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"id\":\"x\"}                                                                            | /type",
                "{\"type\":\"deployment.ready\",\"payload\":{}}                                            | /id",
                "{\"id\":\"x\",\"type\":\"deployment.ready\"}                                              | /payload",
                "{\"id\":\"x\",\"type\":\"deployment.ready\",\"payload\":{}}                               | /payload/deployment",
                "{\"id\":\"x\",\"type\":\"deployment.rollback\",\"payload\":{}}                            | /payload/project/id",
                "{\"id\":\"x\",\"type\":\"deployment.ready\",\"createdAt\":\"soon\",\"payload\":{}}        | /createdAt"
            })
    void whatIsMissingIsNamed(String body, String pointer) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOfSatisfying(
                        PayloadException.class,
                        refusal -> assertThat(refusal.pointer()).isEqualTo(pointer));
    }

    private Reading read(String body) {
        return source.read(delivery(body, Map.of()));
    }
}
