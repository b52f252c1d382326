package dev.firebreak.ingest.vercel;

import static dev.firebreak.ingest.source.Deliveries.NOON;
import static dev.firebreak.ingest.source.Deliveries.delivery;
import static dev.firebreak.ingest.source.Deliveries.environment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebreak.ingest.Samples;
import dev.firebreak.ingest.json.PayloadException;
import dev.firebreak.ingest.source.Authentication;
import dev.firebreak.ingest.source.Reading;
import dev.firebreak.model.Severity;
import dev.firebreak.model.alert.Alert;
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
        "project.created, other_type",
        "firewall.attack, other_type"
    })
    void otherTypesAreDroppedWithAReason(String type, String reason) {
        assertThat(read("{\"id\":\"x\",\"type\":\"" + type + "\",\"payload\":null}")
                        .dropped())
                .containsExactly(reason);
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
