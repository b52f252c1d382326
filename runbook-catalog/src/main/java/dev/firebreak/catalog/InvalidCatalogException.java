package dev.firebreak.catalog;

import dev.firebreak.catalog.yaml.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** There is no good catalogue to begin with. The message lists every problem, a line each. */
public final class InvalidCatalogException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    InvalidCatalogException(String place, List<Problem> problems) {
        super(problems.stream()
                .map(Problem::toString)
                .collect(Collectors.joining("\n  ", "the catalogue in " + place + " is not valid:\n  ", "")));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
