package dev.firebreak.remediation.governor;

import java.util.List;
import java.util.stream.Stream;

/** What a dispatch holds until it is committed, so that no other one counts the same at the same time. */
final class Counted {
    private Counted() {}

    /** Only what has a bound: dispatches that share no bound do not wait for each other. */
    static List<String> scopes(Ask ask, GovernorSettings settings) {
        boolean isBoundForAll = settings.remediationsAtOnce() >= 0 || settings.remediationsPerHour() >= 0;
        Stream<String> shared = ask.isUndo()
                ? Stream.empty()
                : Stream.of(
                                isBoundForAll ? "all" : "",
                                ask.bounds().maxShare() < 1 ? "system:" + ask.system() : "",
                                ask.isRollback() ? "service:" + ask.system() + "/" + ask.service() : "")
                        .filter(key -> !key.isEmpty());
        return Stream.concat(shared, Stream.of("target:" + ask.targetKey())).toList();
    }
}
