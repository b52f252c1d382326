package dev.firebreak.incident.console;

import dev.firebreak.catalog.CatalogHolder;
import dev.firebreak.catalog.runbook.Runbook;
import dev.firebreak.incident.api.BadRequestException;
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
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
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
    private static final int LARGEST_RESULT =
            2_000_000; // bytes; one with all the differences that it may name has half of it

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

    /** Shown to who uploads it; nothing is kept of it. */
    @PostMapping(path = "/catalogue/backtest", consumes = MediaType.APPLICATION_JSON_VALUE)
    Mono<Rendering> backtest(ServerWebExchange exchange) {
        return DataBufferUtils.join(exchange.getRequest().getBody(), LARGEST_RESULT)
                .map(CatalogPageController::bytes)
                .defaultIfEmpty(new byte[0])
                .map(BacktestResult::parse)
                .map(result -> Rendering.view("console/backtest :: result")
                        .modelAttribute("it", result)
                        .modelAttribute("role", result.role(catalog.get().version()))
                        .build())
                .onErrorMap(
                        DataBufferLimitException.class,
                        _ -> new BadRequestException("the file is larger than " + LARGEST_RESULT + " bytes"))
                .onErrorResume(
                        BadRequestException.class,
                        problem -> Mono.just(Rendering.view("console/backtest :: result")
                                .status(HttpStatus.BAD_REQUEST)
                                .modelAttribute("problem", String.valueOf(problem.getMessage()))
                                .build()));
    }

    private static byte[] bytes(DataBuffer buffer) {
        byte[] bytes = new byte[buffer.readableByteCount()];
        buffer.read(bytes);
        DataBufferUtils.release(buffer);
        return bytes;
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
