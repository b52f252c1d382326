package dev.firebreak.incident.console;

import dev.firebreak.incident.api.Texts;
import dev.firebreak.incident.remediation.RemediationStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** What is open and what waits for a person, worst first. */
@Controller
class NowController {
    private static final int LINES = 50;
    private static final int OVER = 5;
    private static final int QUESTIONS = 20;

    /** @param lines one more than are shown, when there are more */
    private record Board(List<OpenIncident> lines, List<Question> questions, List<OpenIncident> over) {}

    private final NowQueries now;
    private final RemediationStore remediations;
    private final DatabaseState database;
    private final Remembered<Integer, Board> boards;
    private final Lines html;
    private final SampleAlert sample;
    private final FirstSteps steps;
    private final InstantSource clock;

    NowController(
            DatabaseState database,
            NowQueries now,
            RemediationStore remediations,
            Lines html,
            SampleAlert sample,
            FirstSteps steps,
            InstantSource clock) {
        this.database = database;
        this.now = now;
        this.remediations = remediations;
        this.boards = new Remembered<>(this::board);
        this.html = html;
        this.sample = sample;
        this.steps = steps;
        this.clock = clock;
    }

    @GetMapping("/now")
    Mono<Rendering> show(@RequestParam(required = false) @Nullable String page, ServerWebExchange request) {
        int number = (int) Texts.number("page", page, 1, 1_000);
        return database.during(request)
                .flatMap(state -> boards.read(number, state))
                .map(board -> {
                    List<OpenIncident> lines = board.lines();
                    return Rendering.view("console/now")
                            .modelAttribute("lines", lines.stream().limit(LINES).toList())
                            .modelAttribute("html", html)
                            .modelAttribute(
                                    "storms",
                                    lines.stream().filter(OpenIncident::isStorm).toList())
                            .modelAttribute("more", lines.size() > LINES)
                            .modelAttribute("page", number)
                            .modelAttribute("questions", board.questions())
                            .modelAttribute("over", board.over())
                            .modelAttribute("steps", steps)
                            .build();
                });
    }

    private Mono<Board> board(int number) {
        return Mono.zip(now.worstFirst(LINES + 1, (number - 1) * LINES), questions(), now.lastOver(OVER))
                .map(found -> new Board(found.getT1(), found.getT2(), found.getT3()));
    }

    @PostMapping("/sample-alert")
    Mono<Rendering> sample() {
        return sample.send()
                .thenReturn(Rendering.view("console/parts :: sampled").build());
    }

    private Mono<List<Question>> questions() {
        return remediations
                .list(List.of("awaiting-approval"), null, null, clock.instant().plusSeconds(60), QUESTIONS)
                .map(found -> found.stream()
                        .map(Question::of)
                        .flatMap(Optional::stream)
                        .toList());
    }
}
