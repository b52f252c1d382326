package dev.firebreak.sandbox.vercel;

import dev.firebreak.sandbox.SandboxSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Where the projects are kept; nowhere when no folder is set. */
@Component
class ProjectFile {
    private static final Logger log = LoggerFactory.getLogger(ProjectFile.class);

    private final Optional<Path> file;
    private final JsonMapper json;

    ProjectFile(SandboxSettings settings, JsonMapper json) {
        this.file = settings.data().filter(text -> !text.isBlank()).map(folder -> Path.of(folder, "projects.json"));
        this.json = json;
    }

    /** By project id. */
    Map<String, ProjectState> read() {
        if (file.filter(Files::exists).isEmpty()) {
            return Map.of();
        }
        try {
            ProjectState[] states = json.readValue(Files.readAllBytes(file.get()), ProjectState[].class);
            return Stream.of(states).collect(Collectors.toMap(ProjectState::project, Function.identity()));
        } catch (JacksonException e) { // a toy's memory is not worth a failed start
            log.warn("{} cannot be read, the shops begin anew: {}", file.get(), e.getOriginalMessage());
            return Map.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(List<ProjectState> states) {
        if (file.isEmpty()) {
            return;
        }
        try {
            Files.createDirectories(file.get().getParent());
            Path next = file.get().resolveSibling("projects.json.next");
            Files.write(next, json.writeValueAsBytes(states));
            Files.move(next, file.get(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
