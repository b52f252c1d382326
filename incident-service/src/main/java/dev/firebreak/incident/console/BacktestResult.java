package dev.firebreak.incident.console;

import dev.firebreak.incident.api.BadRequestException;
import dev.firebreak.model.wire.Wire;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** What {@code ./firebreak backtest --json} printed, as far as people are shown it. */
record BacktestResult(
        long signals,
        @Nullable Instant from,
        @Nullable Instant to,
        boolean hasBaseline,
        Map<String, String> assumptions,
        Side baseline,
        Side candidate,
        List<Difference> differences) {
    /** @param done actions carried out; {@code asked} people were asked for, {@code said} in shadow only */
    record Side(
            @Nullable String catalogVersion,
            long incidents,
            long reopened,
            long pages,
            long messages,
            long escalations,
            long done,
            long asked,
            long said,
            long refused) {
        static final Side NOTHING = new Side(null, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    record Difference(String kind, List<Brief> baseline, List<Brief> candidate) {
        Difference {
            kind = Objects.requireNonNullElse(kind, "");
            baseline = copy(baseline);
            candidate = copy(candidate);
        }
    }

    /** @param runbook null when none matched */
    record Brief(
            String title,
            String system,
            String service,
            @Nullable String runbook,
            String level,
            Instant openedAt,
            long alerts,
            long pages) {}

    /** One line of the comparison. */
    record Figure(String name, long baseline, long candidate) {
        public long change() {
            return candidate - baseline;
        }
    }

    BacktestResult {
        assumptions = assumptions == null ? Map.of() : Map.copyOf(assumptions);
        baseline = baseline == null ? Side.NOTHING : baseline;
        differences = copy(differences);
    }

    private static <T> List<T> copy(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    /** Fails with {@link BadRequestException} when it is something else. */
    static BacktestResult parse(byte[] json) {
        try {
            @Nullable BacktestResult result = Wire.JSON.readValue(json, BacktestResult.class);
            if (result != null && result.candidate() != null) {
                return result;
            }
        } catch (JacksonException _) {
            // told below
        }
        throw new BadRequestException("this is no backtest result: upload what ./firebreak backtest --json printed");
    }

    public List<Figure> figures() {
        return Stream.of(
                        new Figure("incidents", baseline.incidents(), candidate.incidents()),
                        new Figure("reopened", baseline.reopened(), candidate.reopened()),
                        new Figure("pages", baseline.pages(), candidate.pages()),
                        new Figure("messages", baseline.messages(), candidate.messages()),
                        new Figure("escalations", baseline.escalations(), candidate.escalations()),
                        new Figure("actions done", baseline.done(), candidate.done()),
                        new Figure("actions asked for", baseline.asked(), candidate.asked()),
                        new Figure("actions only said", baseline.said(), candidate.said()),
                        new Figure("actions refused", baseline.refused(), candidate.refused()))
                .toList();
    }

    /** How the catalogue in force took part, in words. */
    String role(String inForce) {
        if (inForce.equals(candidate.catalogVersion())) {
            return "The candidate is the catalogue that is in force now.";
        }
        return inForce.equals(baseline.catalogVersion())
                ? "The baseline is the catalogue that is in force now; the candidate is not."
                : "Neither side is the catalogue that is in force now.";
    }
}
