package dev.firebreak.incident.console;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Figures that a service tells of itself, read from the text that Prometheus reads. */
record Samples(List<Sample> all) {
    private static final Pattern LINE = Pattern.compile("(?m)^([A-Za-z_:][\\w:]*)(?:\\{(.*)})? ([-+0-9.eE]+)$");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"((?:[^\"\\\\]|\\\\.)*)\"");

    record Sample(String name, Map<String, String> labels, double value) {
        Sample {
            labels = Map.copyOf(labels);
        }
    }

    Samples {
        all = List.copyOf(all);
    }

    static Samples parse(String text) {
        return new Samples(LINE.matcher(text)
                .results()
                .map(line -> new Sample(
                        line.group(1),
                        labels(line.group(2) == null ? "" : line.group(2)),
                        Double.parseDouble(line.group(3))))
                .toList());
    }

    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new LinkedHashMap<>();
        Matcher each = LABEL.matcher(text);
        while (each.find()) {
            labels.put(each.group(1), each.group(2));
        }
        return labels;
    }

    /** Of all series of that name; 0 when there is none. */
    double sum(String name) {
        return of(name).stream().mapToDouble(Sample::value).sum();
    }

    List<Sample> of(String name) {
        return all.stream().filter(sample -> sample.name().equals(name)).toList();
    }
}
