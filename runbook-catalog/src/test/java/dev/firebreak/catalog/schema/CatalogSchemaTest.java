package dev.firebreak.catalog.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.catalog.CatalogLoader;
import dev.firebreak.catalog.CatalogResult;
import dev.firebreak.catalog.Folders;
import dev.firebreak.catalog.type.StepTypes;
import dev.firebreak.catalog.yaml.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The published schema and the readers know the same keys, and agree on every file that there is. */
class CatalogSchemaTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String TEXT = CatalogSchema.of(StepTypes.standard());
    private static final JsonNode SCHEMA = JSON.readTree(TEXT);
    private static final Path PUBLISHED = Path.of("../runbooks/runbook.schema.json");
    private static final Path LANGUAGE = Path.of("src/test/resources/language");
    private static final String UNKNOWN = "no-such-key";
    private static final Pattern KNOWN =
            Pattern.compile("found '" + UNKNOWN + "', expected one of the keys (.*?)(; did you mean .*)?");

    @TempDir
    private Path folder;

    static Stream<Path> files() throws IOException {
        try (Stream<Path> ours = Files.walk(Path.of("../runbooks"));
                Stream<Path> samples = Files.walk(LANGUAGE)) {
            return Stream.concat(ours, samples).filter(file -> file.toString().endsWith(".yaml")).toList().stream();
        }
    }

    @Test
    void thePublishedFileIsOfThisLanguage() throws IOException {
        Path fresh = Files.writeString(Path.of("target/runbook.schema.json"), TEXT);

        assertThat(PUBLISHED).as("copy %s over it", fresh).hasContent(TEXT);
    }

    @ParameterizedTest
    @MethodSource("files")
    void acceptsEveryFile(Path file) throws IOException {
        assertThat(new SchemaCheck(SCHEMA).problems(json(Files.readString(file))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "level: P0 → lavel: P0",
                "check: http.status → check: http.statsu",
                "target: health, status: 200 → target: health, status: '200'",
                "action: vercel.rollback → wait: 5m\n      action: vercel.rollback",
                "mode: approve → mode: automatic",
                "observeFor: 15m → observeFor: 15 minutes",
                "people: 1 → people: 9",
                "id: healthy → id: Is it healthy?",
            })
    void refusesWhatTheReadersRefuse(String change) throws IOException {
        String[] parts = change.split(" → ", 2);
        String good = Files.readString(LANGUAGE.resolve("shop/outage.yaml"));

        assertThat(good).contains(parts[0]);
        assertThat(new SchemaCheck(SCHEMA).problems(json(good.replace(parts[0], parts[1]))))
                .isNotEmpty();
    }

    /** Asks the readers by a key that they do not know: their answer lists those that they do. */
    @Test
    void itsKeysAreTheReadersKeys() throws IOException {
        Map<String, Set<String>> ofReaders = new TreeMap<>();
        Map<String, Set<String>> ofSchema = new TreeMap<>();
        for (Path file : files().filter(it -> it.startsWith(LANGUAGE)).toList()) {
            String name = LANGUAGE.relativize(file).toString();
            Object document = load(Files.readString(file));
            for (List<Object> path : mappings(document, List.of())) {
                Optional<String> place = place(document, path, ofSchema);
                if (place.isPresent()) {
                    ofReaders
                            .computeIfAbsent(place.get(), _ -> new TreeSet<>())
                            .addAll(readersKeys(name, document, path));
                }
            }
        }

        assertThat(ofReaders).isEqualTo(ofSchema).hasSizeGreaterThan(50);
    }

    private Set<String> readersKeys(String name, Object document, List<Object> path) throws IOException {
        copyLanguage();
        Object changed = withKey(document, path);
        Files.writeString(folder.resolve(name), JSON.writeValueAsString(changed)); // JSON is YAML
        var result = CatalogLoader.standard().load(folder);
        Set<String> keys = new TreeSet<>();
        for (Problem problem : ((CatalogResult.Invalid) result).problems()) {
            Matcher known = KNOWN.matcher(problem.toString().replaceFirst("^[^ ]+ ", ""));
            if (known.matches()) {
                keys.addAll(List.of(known.group(1).split(", ", -1)));
            }
        }
        return keys;
    }

    private void copyLanguage() throws IOException {
        for (Path file : files().filter(it -> it.startsWith(LANGUAGE)).toList()) {
            Folders.write(folder, LANGUAGE.relativize(file).toString(), Files.readString(file));
        }
    }

    private static List<List<Object>> mappings(Object value, List<Object> path) {
        List<List<Object>> found = new ArrayList<>();
        if (value instanceof Map<?, ?> map) {
            found.add(path);
            map.forEach((key, child) -> found.addAll(mappings(child, plus(path, key))));
        } else if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                found.addAll(mappings(list.get(i), plus(path, i)));
            }
        }
        return found;
    }

    private static List<Object> plus(List<Object> path, Object step) {
        List<Object> longer = new ArrayList<>(path);
        longer.add(step);
        return longer;
    }

    /** Where the schema describes what is at the path, and which keys it has there; empty where a team chooses them. */
    private static Optional<String> place(Object document, List<Object> path, Map<String, Set<String>> keys) {
        JsonNode value = JSON.valueToTree(document);
        Places places = new Places(SCHEMA);
        places.at("", SCHEMA, value);
        for (Object step : path) {
            value = step instanceof Integer index ? value.path(index) : value.path((String) step);
            places.descend(step, value);
        }
        return places.keys().map(found -> {
            keys.computeIfAbsent(places.name(), _ -> new TreeSet<>()).addAll(found);
            return places.name();
        });
    }

    private static Object withKey(Object value, List<Object> path) {
        if (value instanceof Map<?, ?> map) {
            Map<Object, Object> copy = new LinkedHashMap<>(map);
            if (path.isEmpty()) {
                copy.put(UNKNOWN, "x");
            } else {
                copy.put(
                        path.getFirst(),
                        withKey(Objects.requireNonNull(map.get(path.getFirst())), path.subList(1, path.size())));
            }
            return copy;
        }
        List<Object> copy = new ArrayList<>((List<?>) value);
        int index = (Integer) path.getFirst();
        copy.set(index, withKey(copy.get(index), path.subList(1, path.size())));
        return copy;
    }

    private static Object load(String yaml) {
        return new Load(LoadSettings.builder().build()).loadFromString(yaml);
    }

    private static JsonNode json(String yaml) {
        return JSON.valueToTree(load(yaml));
    }
}
