package dev.firebreak.incident.console;

import dev.firebreak.incident.api.Texts;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
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
    private final DatabaseState database;
    private final Standing standing;
    private final Board board;
    private final SampleAlert sample;

    NowController(DatabaseState database, Standing standing, Board board, SampleAlert sample) {
        this.database = database;
        this.standing = standing;
        this.board = board;
        this.sample = sample;
    }

    @GetMapping("/now")
    Mono<Rendering> show(
            @RequestParam(required = false) @Nullable String page, Authentication user, ServerWebExchange request) {
        int number = (int) Texts.number("page", page, 1, 1_000);
        return Mono.zip(standing.around(user, request), database.during(request))
                .flatMap(known -> board.html(number, known.getT1(), known.getT2()))
                .map(html -> Rendering.view("console/now")
                        .modelAttribute("board", html)
                        .build());
    }

    @PostMapping("/sample-alert")
    Mono<Rendering> sample() {
        return sample.send()
                .thenReturn(Rendering.view("console/parts :: sampled").build());
    }
}
