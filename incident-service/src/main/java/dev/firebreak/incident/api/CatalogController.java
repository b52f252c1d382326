package dev.firebreak.incident.api;

import dev.firebreak.catalog.Catalog;
import dev.firebreak.catalog.CatalogHolder;
import dev.firebreak.catalog.system.ServiceDefinition;
import dev.firebreak.catalog.yaml.Problem;
import dev.firebreak.model.RunbookRef;
import dev.firebreak.model.Severity;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The runbooks in use. */
@RestController
@RequestMapping("/api/catalog")
class CatalogController {
    /** @param problems why the newest state of the folder is not in use; empty when it is */
    record CatalogView(String version, List<SystemView> systems, List<String> problems) {}

    record SystemView(
            String name, String title, List<LevelView> levels, List<String> services, List<RunbookRef> runbooks) {}

    record LevelView(String name, String title, Severity severity) {}

    private final CatalogHolder holder;

    CatalogController(CatalogHolder holder) {
        this.holder = holder;
    }

    @GetMapping
    CatalogView show(@RequestParam(name = "system", required = false) @Nullable String only) {
        Catalog catalog = holder.get();
        List<SystemView> systems = catalog.systems().stream()
                .filter(system -> only == null || system.name().equals(only))
                .map(system -> new SystemView(
                        system.name(),
                        system.title(),
                        system.levels().stream()
                                .map(level -> new LevelView(level.name(), level.title(), level.severity()))
                                .toList(),
                        system.services().stream().map(ServiceDefinition::name).toList(),
                        catalog.runbooks().stream()
                                .map(runbook -> runbook.ref())
                                .filter(ref -> ref.system().equals(system.name()))
                                .toList()))
                .toList();
        return new CatalogView(
                catalog.version(),
                systems,
                holder.problems().stream().map(Problem::toString).toList());
    }
}
