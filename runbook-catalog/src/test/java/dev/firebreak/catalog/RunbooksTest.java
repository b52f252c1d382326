package dev.firebreak.catalog;

import static dev.firebreak.model.Severity.CRITICAL;
import static dev.firebreak.model.Severity.ERROR;
import static dev.firebreak.model.Severity.INFO;
import static dev.firebreak.model.Severity.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.catalog.expression.Scope;
import dev.firebreak.catalog.runbook.Runbook;
import dev.firebreak.catalog.runbook.StepDefinition;
import dev.firebreak.catalog.type.StepTypes;
import dev.firebreak.model.Severity;
import dev.firebreak.model.alert.Alert;
import dev.firebreak.model.remediation.StepKind;
import dev.firebreak.model.remediation.StepMode;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The runbooks of this repository: each alert finds the one that is meant for it. */
class RunbooksTest {
    private static final Catalog CATALOG = Folders.load(Path.of("../runbooks"));

    /** @param names runbook, level and correlation key, as one text */
    record Case(Alert alert, String names) {
        @Override
        public String toString() {
            return alert.source() + " " + alert.type() + " " + alert.name() + " " + alert.service() + " → " + names;
        }
    }

    static final List<Case> CASES = List.of(
            new Case(
                    voice("HealthCheckFailed", "web"), "voiceaitraining/service-outage P0 voiceaitraining/service=web"),
            new Case(
                    Alerts.prometheus("HealthCheckFailed", CRITICAL, "service", "web"),
                    "voiceaitraining/service-outage P0 voiceaitraining/service=web"),
            new Case(
                    Alerts.sentry("metric_alert", "Error rate above 5 %", CRITICAL, "voiceaitraining"),
                    "voiceaitraining/service-outage P0 voiceaitraining/service=web"),
            new Case(
                    Alerts.sentry("issue", "Session expired", ERROR, "voiceaitraining"),
                    "voiceaitraining/authentication-failures P1 voiceaitraining/runbook=authentication-failures/service=web"),
            new Case(
                    voice("DatabaseConnectionErrors", "database"),
                    "voiceaitraining/database-connections P1 voiceaitraining/runbook=database-connections/service=database"),
            new Case(
                    Alerts.failedDeployment("prj_web"),
                    "voiceaitraining/failed-deployment P2 voiceaitraining/runbook=failed-deployment/service=web"),
            new Case(
                    voice("VoiceCallFailures", "web"),
                    "voiceaitraining/voice-calls-failing P1 voiceaitraining/runbook=voice-calls-failing/service=web"),
            new Case(
                    Alerts.sentry("metric_alert", "Error rate above 1 %", WARNING, "voiceaitraining"),
                    "voiceaitraining/degraded P2 voiceaitraining/runbook=degraded/service=web"),
            new Case(
                    voice("EmailsNotSending", "web"),
                    "voiceaitraining/emails-not-sending P2 voiceaitraining/runbook=emails-not-sending/service=web"),
            new Case(
                    voice("PaymentsDown", "web"),
                    "voiceaitraining/security-or-payments P0 voiceaitraining/service=web/alert.name=PaymentsDown"),
            new Case(voca("SiteDown", CRITICAL, "site"), "vocavision/site-down critical vocavision/service=site"),
            new Case(
                    voca("CacheNotWorking", ERROR, "cache"),
                    "vocavision/cache-not-working high vocavision/runbook=cache-not-working/service=cache"),
            new Case(
                    Alerts.prometheus("CacheCorrupted", CRITICAL, "service", "redis"),
                    "vocavision/cache-not-working critical vocavision/runbook=cache-not-working/service=cache"),
            new Case(
                    Alerts.failedDeployment("prj_vocavision"),
                    "vocavision/deployment-failed high vocavision/runbook=deployment-failed/service=site"),
            new Case(
                    Alerts.sentry("metric_alert", "High Error Rate", ERROR, "vocavision"),
                    "vocavision/high-error-rate high vocavision/service=site"),
            new Case(
                    Alerts.sentry("event_alert", "TypeError", ERROR, "vocavision"),
                    "vocavision/many-errors high vocavision/service=site"),
            new Case(
                    Alerts.sentry("event_alert", "Critical Error", CRITICAL, "vocavision"),
                    "vocavision/fatal-error critical vocavision/runbook=fatal-error/service=site"),
            new Case(
                    Alerts.sentry("metric_alert", "Slow Response Time", WARNING, "vocavision"),
                    "vocavision/slow-responses medium vocavision/runbook=slow-responses/service=site"),
            new Case(
                    voca("DatabaseConnectionPoolExhausted", ERROR, "database"),
                    "vocavision/database high vocavision/runbook=database/service=database"),
            new Case(
                    voca("SecurityBreach", CRITICAL, "site"),
                    "vocavision/security-breach critical vocavision/runbook=security-breach/service=site"),
            new Case(
                    algo("HealthCheckFailed", CRITICAL, "app"),
                    "algorhythmic/service-outage P0 algorhythmic/service=app"),
            new Case(
                    algo("CircuitBreakerOpen", CRITICAL, "generation"),
                    "algorhythmic/circuit-breaker-open P1 algorhythmic/runbook=circuit-breaker-open/service=generation"),
            new Case(
                    Alerts.prometheus("CircuitBreakerOpen", WARNING, "instance", "10.0.0.1:5000"),
                    "algorhythmic/circuit-breaker-open P1 algorhythmic/runbook=circuit-breaker-open/service=generation"),
            new Case(
                    algo("HighErrorRate", ERROR, "app"),
                    "algorhythmic/high-error-rate P1 algorhythmic/runbook=high-error-rate/service=app"),
            new Case(
                    algo("QueueBacklog", WARNING, "generation"),
                    "algorhythmic/queue-backlog P2 algorhythmic/runbook=queue-backlog/service=generation"),
            new Case(
                    algo("CreditFailures", CRITICAL, "credits"),
                    "algorhythmic/credit-failures P1 algorhythmic/runbook=credit-failures/service=credits"),
            new Case(
                    algo("WebSocketDisconnections", WARNING, "websocket"),
                    "algorhythmic/websocket-disconnections P2 algorhythmic/runbook=websocket-disconnections/service=websocket"),
            new Case(
                    voice("DiskUsageHigh", "database"),
                    "voiceaitraining/capacity P1 voiceaitraining/runbook=capacity/service=database"),
            new Case(
                    voice("MigrationFailed", "database"),
                    "voiceaitraining/data-loss P0 voiceaitraining/runbook=data-loss/service=database"),
            new Case(
                    voice("BackupMissing", "database"),
                    "voiceaitraining/backup-missing P2 voiceaitraining/runbook=backup-missing/service=database"),
            new Case(
                    voca("CachedWordsWrong", WARNING, "cache"),
                    "vocavision/words-wrong medium vocavision/runbook=words-wrong/service=cache"),
            new Case(
                    voca("UptimeLow", ERROR, "site"),
                    "vocavision/uptime-low high vocavision/runbook=uptime-low/service=site"),
            new Case(
                    voca("CertificateExpires", WARNING, "site"),
                    "vocavision/certificate medium vocavision/runbook=certificate/service=site"),
            new Case(
                    voca("StaleContent", WARNING, "site"),
                    "vocavision/stale-pages medium vocavision/runbook=stale-pages/service=site"),
            new Case(
                    voca("SlowQueries", ERROR, "database"),
                    "vocavision/database medium vocavision/runbook=database/service=database"),
            new Case(
                    voca("BackupMissing", ERROR, "database"),
                    "vocavision/backup-missing high vocavision/runbook=backup-missing/service=database"),
            new Case(
                    algo("HighErrorRate", WARNING, "app"),
                    "algorhythmic/high-error-rate P2 algorhythmic/runbook=high-error-rate/service=app"),
            new Case(
                    algo("GenerationSlow", CRITICAL, "generation"),
                    "algorhythmic/generation-slow P1 algorhythmic/runbook=generation-slow/service=generation"),
            new Case(
                    algo("DatabaseDown", CRITICAL, "database"),
                    "algorhythmic/database P0 algorhythmic/runbook=database/service=database"),
            new Case(
                    algo("RepeatedArtworks", INFO, "app"),
                    "algorhythmic/stale-pictures P3 algorhythmic/runbook=stale-pictures/service=app"),
            new Case(
                    algo("BackupMissing", ERROR, "database"),
                    "algorhythmic/backup-missing P2 algorhythmic/runbook=backup-missing/service=database"),
            new Case(
                    treinx("HealthCheckFailed", CRITICAL, "app"),
                    "treinx/rollback critical treinx/runbook=rollback/service=app"),
            new Case(
                    treinx("SmokeTestFailed", CRITICAL, "app"),
                    "treinx/rollback critical treinx/runbook=rollback/service=app"),
            new Case(
                    treinx("HighErrorRate", CRITICAL, "app"),
                    "treinx/rollback critical treinx/runbook=rollback/service=app"),
            new Case(
                    treinx("HighErrorRate", WARNING, "app"),
                    "treinx/high-error-rate other treinx/runbook=high-error-rate/service=app"),
            new Case(
                    treinx("WebSocketServerDown", CRITICAL, "websocket"),
                    "treinx/websocket-down critical treinx/runbook=websocket-down/service=websocket"),
            new Case(
                    treinx("BlockchainTransactionFailed", ERROR, "certificates"),
                    "treinx/blockchain-transaction-failed other treinx/runbook=blockchain-transaction-failed/service=certificates"),
            new Case(
                    treinx("CacheMissStorm", WARNING, "cache"),
                    "treinx/cache-miss-storm other treinx/runbook=cache-miss-storm/service=cache"),
            new Case(
                    treinx("CacheCorrupted", ERROR, "cache"),
                    "treinx/cache-wrong other treinx/runbook=cache-wrong/service=cache"),
            new Case(
                    treinx("VoiceTrainingTimeout", ERROR, "voice"),
                    "treinx/voice-cloning other treinx/runbook=voice-cloning/service=voice"),
            new Case(
                    treinx("BackupMissing", ERROR, "certificates"),
                    "treinx/backup-missing other treinx/runbook=backup-missing/service=certificates"),
            new Case(
                    jobsheet("OcrProcessingStuck", ERROR, "ocr"),
                    "jobsheet-qa/ocr-stuck P2 jobsheet-qa/runbook=ocr-stuck/service=processing"),
            new Case(
                    jobsheet("QueueBacklog", ERROR, "processing"),
                    "jobsheet-qa/ocr-stuck P2 jobsheet-qa/runbook=ocr-stuck/service=processing"),
            new Case(
                    jobsheet("DatabaseDown", CRITICAL, "database"),
                    "jobsheet-qa/database-connections P1 jobsheet-qa/runbook=database-connections/service=database"),
            new Case(
                    jobsheet("FileUploadFailures", ERROR, "uploads"),
                    "jobsheet-qa/uploads P2 jobsheet-qa/runbook=uploads/service=uploads"),
            new Case(
                    jobsheet("AuthenticationFailures", ERROR, "app"),
                    "jobsheet-qa/authentication P2 jobsheet-qa/runbook=authentication/service=app"),
            new Case(jobsheet("SlowPages", WARNING, "app"), "jobsheet-qa/slow P3 jobsheet-qa/runbook=slow/service=app"),
            new Case(
                    jobsheet("DiskSpaceLow", WARNING, "infrastructure"),
                    "jobsheet-qa/disk-full P3 jobsheet-qa/runbook=disk-full/service=infrastructure"),
            new Case(
                    jobsheet("BackupMissing", ERROR, "database"),
                    "jobsheet-qa/backup-missing P2 jobsheet-qa/runbook=backup-missing/service=database"),
            new Case(
                    Alerts.sentry("metric_alert", "Error rate above 5 %", CRITICAL, "treinx"),
                    "treinx/high-error-rate critical treinx/runbook=high-error-rate/service=app"),
            new Case(
                    Alerts.monitor("treinx", "app", "SmokeTestFailed"),
                    "treinx/rollback critical treinx/runbook=rollback/service=app"),
            new Case(
                    jobsheet("HealthCheckFailed", CRITICAL, "app"),
                    "jobsheet-qa/system-down P1 jobsheet-qa/service=app"));

    @ParameterizedTest
    @FieldSource("CASES")
    void anAlertFindsItsRunbook(Case expected) {
        Match match = CATALOG.match(expected.alert(), Alerts.NOON).getFirst();

        Scope scope = Scope.builder(Alerts.NOON)
                .alert(expected.alert())
                .service(match.system(), match.service())
                .build();
        Runbook runbook = match.runbook();
        assertThat(runbook.ref().system() + "/" + runbook.ref().name() + " "
                        + runbook.level(scope).name() + " "
                        + runbook.correlationKey(expected.alert(), match.service()))
                .isEqualTo(expected.names());
    }

    @Test
    void noRunbookIsWithoutACase() {
        var tried = CASES.stream().map(it -> it.names().split(" ", 2)[0]).collect(Collectors.toSet());

        assertThat(CATALOG.runbooks())
                .extracting(
                        runbook -> runbook.ref().system() + "/" + runbook.ref().name())
                .allMatch(tried::contains);
    }

    @Test
    void whatChangesSomethingProvesItselfAndActsByItselfOnlyWhereTheTeamSaysSo() {
        List<StepDefinition.Action> changes =
                actions().filter(RunbooksTest::needsProof).toList();

        assertThat(changes.stream().filter(action -> action.mode() == StepMode.AUTO))
                .extracting(StepDefinition.Action::type)
                .containsExactlyInAnyOrder("redis.flush", "breaker.reset", "haproxy.switchBackend", "kubernetes.scale");
        assertThat(changes).allSatisfy(action -> {
            assertThat(action.verify()).isNotNull();
            assertThat(action.limits().cooldown()).isNotNull();
        });
    }

    private static boolean needsProof(StepDefinition.Action action) {
        return StepTypes.standard()
                .find(StepKind.ACTION, action.type())
                .orElseThrow()
                .needsVerify();
    }

    @Test
    void anAlertOfNobodyIsNobodys() {
        assertThat(CATALOG.service(Alerts.prometheus("HighErrorRate", ERROR, "service", "billing")))
                .isEmpty();
        assertThat(CATALOG.service(Alerts.prometheus("HighErrorRate", ERROR))).isEmpty();
    }

    private static Stream<StepDefinition.Action> actions() {
        return CATALOG.runbooks().stream()
                .flatMap(runbook -> runbook.steps().stream())
                .filter(StepDefinition.Action.class::isInstance)
                .map(StepDefinition.Action.class::cast);
    }

    private static Alert voice(String name, String service) {
        return Alerts.prometheus(name, CRITICAL, "system", "voiceaitraining", "service", service);
    }

    private static Alert voca(String name, Severity severity, String service) {
        return Alerts.prometheus(name, severity, "system", "vocavision", "service", service);
    }

    private static Alert treinx(String name, Severity severity, String service) {
        return Alerts.prometheus(name, severity, "system", "treinx", "service", service);
    }

    private static Alert jobsheet(String name, Severity severity, String service) {
        return Alerts.prometheus(name, severity, "system", "jobsheet-qa", "service", service);
    }

    private static Alert algo(String name, Severity severity, String service) {
        return Alerts.prometheus(name, severity, "system", "algorhythmic", "service", service);
    }
}
