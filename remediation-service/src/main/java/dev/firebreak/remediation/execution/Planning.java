package dev.firebreak.remediation.execution;

import dev.firebreak.catalog.expression.UnresolvedException;
import dev.firebreak.catalog.runbook.Parameters;
import dev.firebreak.remediation.action.Action;
import dev.firebreak.remediation.action.Actions;
import dev.firebreak.remediation.action.Description;
import dev.firebreak.remediation.step.StepRequest;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds an action, renders what the runbook asks for and lets the action describe it. */
@Component
class Planning {
    private static final Logger LOG = LoggerFactory.getLogger(Planning.class);

    private final Actions actions;

    Planning(Actions actions) {
        this.actions = actions;
    }

    /** What the action says, or why there is nothing to ask it. */
    sealed interface Found {}

    record Described(Action action, StepRequest request, Description description) implements Found {}

    record Impossible(String reason) implements Found {}

    Mono<Found> find(Held held, View view, String type, Parameters with) {
        return describe(held, view, type, with, Mono::just, reason -> Mono.just(new Impossible(reason)));
    }

    /**
     * @param found what to do with the description
     * @param impossible what to do when there is not even one
     */
    <T> Mono<T> describe(
            Held held,
            View view,
            String type,
            Parameters with,
            Function<Described, Mono<T>> found,
            Function<String, Mono<T>> impossible) {
        return withRequest(
                held,
                view,
                type,
                with,
                (action, request) -> action.describe(request)
                        .onErrorResume(Exception.class, e -> {
                            LOG.atError()
                                    .addKeyValue(
                                            "remediationId", held.remediation().id())
                                    .setCause(e)
                                    .log("{} could not be described", type);
                            return Mono.just(new Description.Impossible(
                                    "an error in Firebreak: " + e.getClass().getSimpleName()));
                        })
                        .flatMap(description -> found.apply(new Described(action, request, description))),
                impossible);
    }

    <T> Mono<T> withRequest(
            Held held,
            View view,
            String type,
            Parameters with,
            BiFunction<Action, StepRequest, Mono<T>> found,
            Function<String, Mono<T>> impossible) {
        Action action = actions.find(type).orElse(null);
        if (action == null) {
            return impossible.apply("this version of Firebreak has no action " + type);
        }
        StepRequest request;
        try {
            request = view.request(with, held);
        } catch (UnresolvedException e) {
            return impossible.apply(String.valueOf(e.getMessage()));
        }
        return found.apply(action, request);
    }
}
