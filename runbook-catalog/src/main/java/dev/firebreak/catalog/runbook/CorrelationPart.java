package dev.firebreak.catalog.runbook;

import dev.firebreak.catalog.expression.Scope;
import dev.firebreak.catalog.expression.TextExpression;
import dev.firebreak.catalog.system.ServiceDefinition;
import dev.firebreak.model.RunbookRef;
import dev.firebreak.model.alert.Alert;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** One of the values that alerts must share to be about the same incident. */
public sealed interface CorrelationPart {
    String name();

    /** Empty text when the alert has no such value. */
    String value(RunbookRef runbook, Alert alert, ServiceDefinition service);

    /** What has a word of its own in {@code correlate}. */
    enum Word implements CorrelationPart {
        SERVICE,
        RUNBOOK,
        ENVIRONMENT;

        static List<String> words() {
            return Arrays.stream(values())
                    .map(word -> word.name().toLowerCase(Locale.ROOT))
                    .toList();
        }

        @Override
        public String value(RunbookRef runbook, Alert alert, ServiceDefinition service) {
            return switch (this) {
                case SERVICE -> service.name();
                case RUNBOOK -> runbook.name();
                case ENVIRONMENT -> alert.environment() == null ? "" : alert.environment();
            };
        }
    }

    record Computed(TextExpression expression) implements CorrelationPart {
        @Override
        public String name() {
            return expression.source();
        }

        @Override
        public String value(RunbookRef runbook, Alert alert, ServiceDefinition service) {
            return expression
                    .value(Scope.builder(alert.receivedAt()).alert(alert).build())
                    .orElse("");
        }
    }
}
