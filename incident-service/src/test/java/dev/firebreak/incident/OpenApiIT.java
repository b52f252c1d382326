package dev.firebreak.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.model.wire.Wire;
import java.io.IOException;
import java.io.Reader;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** What the description says besides signatures is so, and complete. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenApiIT {
    private static final Path PROSE = Path.of("src/main/resources/openapi");

    /** Something usable for each field that is asked for; {@code /until} is asked for when {@code lasts} is not there. */
    private static final Map<String, Object> USABLE = Map.ofEntries(
            Map.entry("/into", "1"),
            Map.entry("/to", "Kim"),
            Map.entry("/reason", "a test"),
            Map.entry("/fingerprints", new String[] {"none"}),
            Map.entry("/level", "P1"),
            Map.entry("/text", "a test"),
            Map.entry("/matchers", new String[] {"name=nothing-is-called-so"}),
            Map.entry("/system", "shop"),
            Map.entry("/title", "a test"),
            Map.entry("/paused", false),
            Map.entry("/name", "a-test"),
            Map.entry("/alerts", new Object[] {Map.of("name", "nothing-is-called-so")}),
            Map.entry("/role", "viewer"),
            Map.entry("/runbook", "breaker-open"),
            Map.entry("/guards", new String[] {"cooldown"}));

    @SuppressWarnings("NullAway.Init")
    private Harness firebreak;

    @SuppressWarnings("NullAway.Init")
    private JsonNode document;

    @BeforeAll
    void start() {
        firebreak = new Harness();
        firebreak.open("Described", "api");
        document = firebreak.getJson("/openapi.json");
    }

    @AfterAll
    void stop() {
        firebreak.close();
    }

    @Test
    void eachOperationHasASentenceAndNoSentenceIsLeftOver() throws IOException {
        Set<String> operations = document.path("paths")
                .valueStream()
                .flatMap(path -> path.valueStream())
                .peek(operation -> assertThat(operation.path("summary").asString(""))
                        .as(operation.path("operationId").asString())
                        .endsWith("."))
                .map(operation -> operation.path("operationId").asString())
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(operations).containsExactlyInAnyOrderElementsOf(names("summaries.properties"));
    }

    @Test
    void aBodyMustHaveWhatIsSaidToBeRequired() throws IOException {
        Set<String> seen = new TreeSet<>();
        for (var path : document.path("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                String schema = operation
                        .getValue()
                        .at("/requestBody/content/application~1json/schema/$ref")
                        .asString("")
                        .replaceAll(".*/", "");
                Set<String> said = required(schema);
                if (said.isEmpty() || !seen.add(schema)) {
                    continue;
                }
                String id = path.getKey().startsWith("/api/remediations/")
                        ? UUID.randomUUID().toString()
                        : "1";
                String address = path.getKey().replace("{id}", id).replace("{step}", "reset");
                if (!schema.equals("AnswerBody") && !schema.equals("DiscardBody")) { // there is none to answer
                    assertThat(asked(operation.getKey(), address)).as(schema).isEqualTo(said);
                }
            }
        }

        assertThat(seen).containsExactlyInAnyOrderElementsOf(names("required.properties"));
    }

    private Set<String> required(String schema) {
        return document.path("components")
                .path("schemas")
                .path(schema)
                .path("required")
                .valueStream()
                .map(field -> "/" + field.asString())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What is asked for, one field after the other, until nothing is missing. */
    private Set<String> asked(String method, String address) {
        Map<String, Object> body = new LinkedHashMap<>();
        if (address.equals("/api/maintenance")) {
            body.putAll(Map.of("alerts", "handled", "automation", "running"));
        }
        if (address.equals("/api/dry-runs")) {
            body.put("incident", "1"); // or an alert
        }
        Set<String> asked = new TreeSet<>();
        for (int turn = 0; turn < 10; turn++) {
            HttpResponse<String> answer = firebreak.call(firebreak
                    .request(address)
                    .header("Content-Type", "application/json")
                    .method(
                            method.toUpperCase(Locale.ROOT),
                            BodyPublishers.ofString(Wire.JSON.writeValueAsString(body))));
            String pointer = answer.statusCode() == 400
                    ? Wire.JSON.readTree(answer.body()).path("pointer").asString("")
                    : "";
            if (pointer.isEmpty()) {
                return asked;
            }
            if (pointer.equals("/until")) {
                body.put("lasts", "1h");
            } else {
                assertThat(asked.add(pointer)).as(address + answer.body()).isTrue();
                body.put(pointer.substring(1), USABLE.get(pointer));
            }
        }
        throw new AssertionError(address + " is never content: " + body);
    }

    private static Set<String> names(String file) throws IOException {
        Properties properties = new Properties();
        try (Reader text = Files.newBufferedReader(PROSE.resolve(file), StandardCharsets.UTF_8)) {
            properties.load(text);
        }
        return properties.stringPropertyNames();
    }
}
