package dev.firebreak.model.remediation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists that messages of older versions do not have. */
final class Lists {
    private Lists() {}

    static <T> List<T> orNone(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
