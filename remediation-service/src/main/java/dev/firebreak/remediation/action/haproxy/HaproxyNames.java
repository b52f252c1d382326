package dev.firebreak.remediation.action.haproxy;

import dev.firebreak.catalog.system.Target;
import dev.firebreak.remediation.step.StepRequest;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A backend and some of its servers, by names that cannot carry a command of their own. */
record HaproxyNames(Target.Haproxy target, String backend, String servers) {
    private static final Pattern SAFE = Pattern.compile("[A-Za-z0-9_.:-]{1,100}");

    static HaproxyNames of(StepRequest request, String parameter) {
        return new HaproxyNames(
                request.arguments().target("target", Target.Haproxy.class),
                request.arguments().text("backend"),
                request.arguments().text(parameter));
    }

    /** Empty when all names are good. */
    Optional<String> problem() {
        return Stream.of(backend, servers)
                .filter(name -> !SAFE.matcher(name).matches())
                .findFirst()
                .map(name -> "a name of HAProxy's has letters, figures, '_', '.', ':' and '-' only: not '"
                        + name.replaceAll("[^ -~]", "?") + "'");
    }
}
