package dev.firebreak.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.catalog.CatalogHolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The console before anything has happened. */
class FirstUseIT {
    @Test
    void namesAServiceOfTheCatalogueThatIsInForce(@TempDir Path catalog) throws IOException {
        Path system = Files.createDirectory(catalog.resolve("shop")).resolve("system.yaml");
        Files.writeString(system, system("till"));
        try (Harness firebreak = new Harness("--FIREBREAK_CATALOG=" + catalog)) {
            Console ray = Console.loggedIn(firebreak, "ray", "always-on-call");
            assertThat(ray.text("/now")).contains("&quot;service&quot;:&quot;till&quot;");

            Files.writeString(system, system("checkout"));
            firebreak.service().getBean(CatalogHolder.class).reload();

            assertThat(ray.text("/now"))
                    .as("nothing is written meanwhile")
                    .contains("&quot;service&quot;:&quot;checkout&quot;")
                    .doesNotContain("till");
        }
    }

    private static String system(String service) {
        return """
                apiVersion: firebreak.dev/v1
                kind: System
                metadata: {name: shop}
                spec:
                  title: Web shop
                  severityLevels:
                    P1: {title: High, severity: error, respondWithin: 30m}
                  services:
                    %s: {identify: alert.service == '%s'}
                """.formatted(service, service);
    }
}
