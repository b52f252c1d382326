package dev.firebreak.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.catalog.system.Target;
import dev.firebreak.model.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogTest {
    @TempDir
    private Path folder;

    @Test
    void theVersionIsOfTheFilesNamesAndBytesOnly() {
        String version = Folders.load(Folders.shop(folder.resolve("one"))).version();
        Path other = Folders.shop(folder.resolve("two"));
        Folders.write(other, "README.md", "not part of it", "shop/.hidden/x.yaml", "nor this");

        assertThat(version).hasSize(64).isEqualTo(Folders.load(other).version());
    }

    @Test
    void aLinkToTheFolderIsTheFolder() throws IOException {
        Path shop = Folders.shop(folder.resolve("real"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), shop);

        assertThat(Folders.load(link).version()).isEqualTo(Folders.load(shop).version());
    }

    @Test
    void aNewByteIsANewVersion() {
        String before = Folders.load(Folders.shop(folder)).version();

        assertThat(Folders.load(Folders.write(folder, "shop/outage.yaml", Folders.RUNBOOK + "\n"))
                        .version())
                .isNotEqualTo(before);
    }

    @Test
    void findsServiceAndRunbookOfAnAlert() {
        Catalog catalog = Folders.load(Folders.shop(folder));
        var alert = Alerts.prometheus("HealthCheckFailed", Severity.CRITICAL, "service", "web");

        var match = catalog.match(alert, Alerts.NOON).getFirst();

        assertThat(match.runbook().ref().name()).isEqualTo("outage");
        assertThat(match.because().source()).isEqualTo("alert.name == 'HealthCheckFailed'");
        assertThat(match.service().target("breaker")).get().isInstanceOf(Target.Resilience4j.class);
        assertThat(match.runbook().correlationKey(alert, match.service())).isEqualTo("shop/service=web");
    }

    @Test
    void anAlertWithoutTheLabelIsSimplyNotOurs() {
        Catalog catalog = Folders.load(Folders.shop(folder));

        assertThat(catalog.service(Alerts.prometheus("HealthCheckFailed", Severity.CRITICAL)))
                .isEmpty();
        assertThat(catalog.match(Alerts.prometheus("Other", Severity.ERROR, "service", "web"), Alerts.NOON))
                .isEmpty();
        assertThat(catalog.service(Alerts.sentry("issue", "TypeError", Severity.ERROR, "shop")))
                .isPresent();
    }

    @Test
    void runbooksAreTriedByFileName() {
        Folders.write(folder, "shop/00-first.yaml", Folders.RUNBOOK.replace("name: outage", "name: special"));
        Catalog catalog = Folders.load(Folders.shop(folder));

        var alert = Alerts.prometheus("HealthCheckFailed", Severity.CRITICAL, "service", "web");

        assertThat(catalog.match(alert, Alerts.NOON))
                .extracting(match -> match.runbook().ref().name())
                .containsExactly("special", "outage");
    }

    @Test
    void aSeverityFindsItsLevelOrTheNextWorse() {
        var system = Folders.load(Folders.shop(folder)).system("shop").orElseThrow();

        assertThat(system.levelFor(Severity.CRITICAL).name()).isEqualTo("P0");
        assertThat(system.levelFor(Severity.ERROR).name()).isEqualTo("P1");
        assertThat(system.levelFor(Severity.WARNING).name()).isEqualTo("P1");
        assertThat(system.levelFor(Severity.INFO).name()).isEqualTo("P3");
    }
}
