package dev.firebreak.catalog.system;

import dev.firebreak.catalog.yaml.Section;
import dev.firebreak.catalog.yaml.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads indicators with their bounds. */
final class ThresholdReader {
    private ThresholdReader() {}

    static Map<String, Threshold> all(Section spec) {
        Map<String, Threshold> thresholds = new LinkedHashMap<>();
        spec.named("thresholds", "threshold").forEach((name, value) -> {
            try (Section threshold = value.section("a threshold")) {
                String prometheus = threshold.findText("prometheus");
                thresholds.put(name, bounds(name, threshold, threshold.findText("unit"), prometheus));
            }
        });
        return thresholds;
    }

    /** The bounds that are written in a section. */
    static Threshold bounds(String name, Section section, @Nullable String unit, @Nullable String prometheus) {
        Double warning = section.find("warning").map(Value::number).orElse(null);
        Double critical = section.find("critical").map(Value::number).orElse(null);
        if (warning == null && critical == null) {
            section.problems().add(section.at(), "a threshold without a bound", "'warning' or 'critical'");
        }
        Threshold.Worse byOrder = Threshold.Worse.between(warning, critical);
        Threshold.Worse worse = section.find("worse")
                .map(it -> it.word("word", Threshold.Worse.class))
                .orElse(byOrder);
        if (warning != null && critical != null && !warning.equals(critical) && worse != byOrder) {
            section.problems()
                    .add(
                            section.at(),
                            "bounds that contradict 'worse'",
                            "a warning before what is critical, or no 'worse'");
        }
        return new Threshold(name, unit, warning, critical, prometheus, worse);
    }
}
