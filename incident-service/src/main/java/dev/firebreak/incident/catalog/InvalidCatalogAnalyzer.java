package dev.firebreak.incident.catalog;

import dev.firebreak.catalog.InvalidCatalogException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells who starts the service everything that is wrong with the runbooks, at once. */
final class InvalidCatalogAnalyzer extends AbstractFailureAnalyzer<InvalidCatalogException> {
    @Override
    protected FailureAnalysis analyze(Throwable root, InvalidCatalogException cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "Correct these lines and start again. FIREBREAK_CATALOG names the folder; there is nothing older to fall"
                        + " back on at the first start.",
                cause);
    }
}
