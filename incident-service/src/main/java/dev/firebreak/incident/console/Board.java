package dev.firebreak.incident.console;

import dev.firebreak.catalog.CatalogHolder;
import dev.firebreak.incident.remediation.RemediationStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.ISpringWebFluxTemplateEngine;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * What happens now as HTML. It is read and drawn once for all who may do the same, for as long as the database is in the
 * same state.
 */
@Component
class Board {
    private static final int LINES = 50;
    private static final int OVER = 5;
    private static final int QUESTIONS = 20;

    /**
     * Everything beside the database that it shows or depends on. Nothing of one person: others are shown the same.
     *
     * @param catalogVersion the first steps name a service of the catalogue
     */
    private record Asked(int page, boolean mayAct, long open, long urgent, String catalogVersion) {}

    /** @param lines one more than are shown, when there are more */
    private record Found(List<OpenIncident> lines, List<Question> questions, List<OpenIncident> over) {}

    private final NowQueries now;
    private final RemediationStore remediations;
    private final CatalogHolder catalog;
    private final FirstSteps steps;
    private final InstantSource clock;
    private final ISpringWebFluxTemplateEngine templates;
    private final Lines lines;
    private final Remembered<Asked, String> drawn = new Remembered<>(this::draw);

    Board(
            NowQueries now,
            RemediationStore remediations,
            CatalogHolder catalog,
            FirstSteps steps,
            InstantSource clock,
            ISpringWebFluxTemplateEngine templates,
            Lines lines) {
        this.now = now;
        this.remediations = remediations;
        this.catalog = catalog;
        this.steps = steps;
        this.clock = clock;
        this.templates = templates;
        this.lines = lines;
    }

    /**
     * Safe to be put into a page as it is: the template has escaped what is not ours.
     *
     * @param page from 1
     * @param state of the database in which {@code here} was read
     */
    Mono<String> html(int page, Surroundings here, String state) {
        Asked asked = new Asked(
                page, here.mayAct(), here.open(), here.urgent(), catalog.get().version());
        return drawn.read(asked, state);
    }

    /** Not drawn on the thread on which the database answers: others wait for that. */
    private Mono<String> draw(Asked asked) {
        return Mono.zip(now.worstFirst(LINES + 1, (asked.page() - 1) * LINES), questions(), now.lastOver(OVER))
                .map(found -> new Found(found.getT1(), found.getT2(), found.getT3()))
                .publishOn(Schedulers.parallel())
                .map(found -> draw(asked, found));
    }

    private String draw(Asked asked, Found found) {
        List<OpenIncident> open = found.lines();
        Map<String, Object> shown = Map.of(
                "here",
                asked,
                "page",
                asked.page(),
                "path",
                "/now",
                "lines",
                open.stream().limit(LINES).toList(),
                "html",
                lines,
                "storms",
                open.stream().filter(OpenIncident::isStorm).toList(),
                "more",
                open.size() > LINES,
                "questions",
                found.questions(),
                "over",
                found.over(),
                "steps",
                steps);
        return templates.process("console/now", Set.of("board"), new Context(Locale.ROOT, shown));
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
