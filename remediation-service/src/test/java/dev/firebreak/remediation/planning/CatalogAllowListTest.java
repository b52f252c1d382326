package dev.firebreak.remediation.planning;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.catalog.Catalog;
import dev.firebreak.catalog.CatalogLoader;
import dev.firebreak.catalog.CatalogResult;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogAllowListTest {
    @TempDir
    private Path folder;

    @Test
    void onlyWhatTheCatalogueWritesOutMayBeReached() throws IOException {
        Files.writeString(Files.createDirectory(folder.resolve("shop")).resolve("system.yaml"), """
                apiVersion: firebreak.dev/v1
                kind: System
                metadata: {name: shop}
                spec:
                  title: Shop
                  prometheus: {url: "https://prometheus.shop.example"}
                  severityLevels:
                    P1: {title: High, severity: error, respondWithin: 30m}
                  services:
                    web:
                      identify: alert.service == 'web'
                      targets:
                        health: {url: "https://shop.example/health"}
                """);
        Files.writeString(folder.resolve("shop/book.yaml"), """
                apiVersion: firebreak.dev/v1
                kind: Runbook
                metadata: {system: shop, name: book}
                spec:
                  title: Book
                  when: [alert.name == 'Down']
                  level: P1
                  steps:
                    - {id: database, check: tcp.open, with: {host: db.shop.example, port: 5432}}
                    - {id: certificate, check: tls.expiry, with: {host: shop.example}}
                    - {id: told, check: tcp.open, with: {host: "${alert.labels.host}", port: 80}}
                    - {id: page, check: http.status, with: {url: "https://status.example/now"}}
                    - {id: called, check: http.status, with: {url: "https://${alert.labels.host}/now"}}
                """);
        Files.writeString(folder.resolve("shop/morning.yaml"), """
                apiVersion: firebreak.dev/v1
                kind: Checklist
                metadata: {system: shop, name: morning}
                spec:
                  title: Every morning
                  schedule: "0 9 * * *"
                  items:
                    - {check: http.status, with: {url: "https://daily.example/now"}, text: It answers}
                    - {manual: Support tickets}
                """);
        CatalogAllowList allowList = new CatalogAllowList(this::catalog);

        for (String named : new String[] {
            "https://shop.example/any",
            "https://prometheus.shop.example/api/v1/query",
            "https://status.example:443/now",
            "https://daily.example/now",
            "tcp://db.shop.example:5432",
            "tcp://shop.example:443"
        }) {
            assertThat(allowList.allows(URI.create(named))).as(named).isTrue();
        }
        for (String other : new String[] {
            "http://shop.example/any",
            "https://evil.example/now",
            "tcp://evil.example:80",
            "tcp://db.shop.example:22",
            "https://user@shop.example/"
        }) {
            assertThat(allowList.allows(URI.create(other))).as(other).isFalse();
        }
    }

    private Catalog catalog() {
        return ((CatalogResult.Loaded) CatalogLoader.standard().load(folder)).catalog();
    }
}
