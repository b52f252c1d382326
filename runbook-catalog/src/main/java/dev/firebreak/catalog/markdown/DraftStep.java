package dev.firebreak.catalog.markdown;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A step as it will be written. */
sealed interface DraftStep {
    String id();

    /** The document's words. */
    String written();

    int line();

    /** @param links addresses that its text names */
    record Manual(String id, String text, List<String> links, String written, int line) implements DraftStep {}

    record Typed(String id, KnownCommand.Use use, @Nullable String condition, String written, int line)
            implements DraftStep {}
}
