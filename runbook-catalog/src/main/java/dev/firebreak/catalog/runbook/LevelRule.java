package dev.firebreak.catalog.runbook;

import dev.firebreak.catalog.expression.Scope;
import dev.firebreak.catalog.expression.TextExpression;
import dev.firebreak.catalog.system.SeverityLevel;
import java.util.Map;

/** Which severity level an incident of this runbook has. */
public sealed interface LevelRule {
    SeverityLevel level(Scope scope);

    record Fixed(SeverityLevel level) implements LevelRule {
        @Override
        public SeverityLevel level(Scope scope) {
            return level;
        }
    }

    /** @param worst stands in when the expression has no value or names no level: rather loud than lost */
    record Computed(TextExpression expression, Map<String, SeverityLevel> levels, SeverityLevel worst)
            implements LevelRule {
        public Computed {
            levels = Map.copyOf(levels);
        }

        @Override
        public SeverityLevel level(Scope scope) {
            return expression
                    .value(scope)
                    .map(name -> levels.getOrDefault(name, worst))
                    .orElse(worst);
        }
    }
}
