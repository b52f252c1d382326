package dev.firebreak.incident.console;

import dev.firebreak.catalog.CatalogHolder;
import dev.firebreak.catalog.runbook.Runbook;
import dev.firebreak.incident.api.NotFoundException;
import dev.firebreak.incident.api.OnCallController;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The systems and their runbooks as they are in force, readable by those who did not write them. */
@Controller
class CatalogPageController {
    private static final String IN_GIT = "git+";

    private final CatalogHolder catalog;
    private final OnCallController onCall;
    private final InstantSource clock;
    private final String location;

    CatalogPageController(
            CatalogHolder catalog,
            OnCallController onCall,
            InstantSource clock,
            @Value("${firebreak.catalog.location}") String location) {
        this.catalog = catalog;
        this.onCall = onCall;
        this.clock = clock;
        this.location = location;
    }

    @GetMapping("/catalogue")
    Rendering show() {
        Map<String, List<Runbook>> runbooks = catalog.get().runbooks().stream()
                .collect(Collectors.groupingBy(runbook -> runbook.ref().system()));
        return Rendering.view("console/catalogue")
                .modelAttribute("version", catalog.get().version())
                .modelAttribute("problems", catalog.problems())
                .modelAttribute("systems", catalog.get().systems())
                .modelAttribute("runbooks", runbooks)
                .modelAttribute("onCall", onCall.show(null, null).items())
                .build();
    }

    @GetMapping("/catalogue/{system}/{name}")
    Mono<Rendering> runbook(@PathVariable String system, @PathVariable String name) {
        Runbook runbook = catalog.get()
                .runbook(system, name)
                .orElseThrow(() -> new NotFoundException("no runbook " + system + "/" + name));
        return source(runbook.file())
                .map(source -> Rendering.view("console/runbook")
                        .modelAttribute("it", runbook)
                        .modelAttribute("version", catalog.get().version())
                        .modelAttribute("source", source)
                        .modelAttribute("isCurrent", catalog.problems().isEmpty())
                        .build());
    }

    /** What an alert would do now; nothing is kept of it. */
    @PostMapping("/catalogue/match")
    Mono<Rendering> match(ServerWebExchange exchange) {
        return exchange.getFormData()
                .map(form -> Rendering.view("console/catalogue :: verdict")
                        .modelAttribute(
                                "verdict", TriedAlert.judge(catalog.get(), form.toSingleValueMap(), clock.instant()))
                        .build());
    }

    /** The file as it is now, which is older or newer than what is in force while the folder has problems. */
    private Mono<String> source(String file) {
        return location.startsWith(IN_GIT)
                ? Mono.just("# " + file + " in " + location)
                : Mono.fromCallable(() -> read(Path.of(location).resolve(file)))
                        .subscribeOn(Schedulers.boundedElastic());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "# the file cannot be read any more: " + file.getFileName();
        }
    }
}
