package dev.firebreak.incident.access;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Tells who starts the service what to set, without a stack trace around it. */
final class UnusableSettingAnalyzer extends AbstractFailureAnalyzer<UnusableSettingException> {
    @Override
    protected FailureAnalysis analyze(Throwable root, UnusableSettingException cause) {
        return new FailureAnalysis(cause.getMessage(), "Set it in the environment and start again.", cause);
    }
}
