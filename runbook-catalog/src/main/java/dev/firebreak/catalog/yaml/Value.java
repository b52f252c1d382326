package dev.firebreak.catalog.yaml;

import dev.firebreak.catalog.yaml.YamlNode.Scalar;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * One value of a file, read as what it has to be. A value of the wrong type is told to the problems and answered with a
 * placeholder, so that reading goes on and finds the rest; a catalogue with problems is never used.
 */
public final class Value {
    private static final int MOST_ENTRIES = 1_000;
    private static final int LONGEST_NAME = 100;
    private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private final YamlNode node;
    private final Problems problems;

    Value(YamlNode node, Problems problems) {
        this.node = node;
        this.problems = problems;
    }

    public Position at() {
        return node.at();
    }

    public Problems problems() {
        return problems;
    }

    public boolean isText() {
        return node instanceof Scalar scalar && scalar.kind() == Scalar.Kind.TEXT;
    }

    public boolean isMapping() {
        return node instanceof YamlNode.Mapping;
    }

    public boolean isList() {
        return node instanceof YamlNode.Sequence;
    }

    public String text() {
        return scalar(Scalar.Kind.TEXT, "text", "");
    }

    /** Text, a number or a boolean, as it is written. */
    public String anyScalar() {
        if (node instanceof Scalar scalar && scalar.kind() != Scalar.Kind.NOTHING) {
            return scalar.text();
        }
        return wrongType("text or a number", "");
    }

    public long integer(long least, long most) {
        String written = scalar(Scalar.Kind.INTEGER, "a whole number", Long.toString(least));
        long value = Long.decode(written.replaceFirst("^0o", "0").replaceFirst("^([-+]?)0+(?=[1-9])", "$1"));
        if (value < least || value > most) {
            problems.add(at(), "the number " + written, "a number from " + least + " to " + most);
            return least;
        }
        return value;
    }

    public double number() {
        if (node instanceof Scalar scalar && scalar.kind() == Scalar.Kind.DECIMAL) {
            return Double.parseDouble(scalar.text());
        }
        return node instanceof Scalar scalar && scalar.kind() == Scalar.Kind.INTEGER
                ? integer(Long.MIN_VALUE, Long.MAX_VALUE)
                : wrongType("a number", 0.0);
    }

    public boolean flag() {
        return scalar(Scalar.Kind.BOOLEAN, "true or false", "false")
                .toLowerCase(Locale.ROOT)
                .equals("true");
    }

    public Duration duration() {
        boolean isZero = node instanceof Scalar scalar && scalar.text().equals("0");
        if (isZero) {
            return Duration.ZERO;
        }
        return node instanceof Scalar scalar && scalar.kind() == Scalar.Kind.TEXT
                ? Durations.parse(scalar.text())
                        .orElseGet(() -> wrongType("a duration such as 30s, 5m, 4h or 1d", Duration.ZERO))
                : wrongType("a duration such as 30s, 5m, 4h or 1d", Duration.ZERO);
    }

    /** One of the given names. */
    public String oneOf(String what, Collection<String> names) {
        String name = text();
        if (isText() && !names.contains(name)) {
            problems.addUnknown(at(), what, name, names);
        }
        return name;
    }

    public <E extends Enum<E>> E word(String what, Class<E> type) {
        Map<String, E> words = new LinkedHashMap<>();
        for (E constant : type.getEnumConstants()) {
            words.put(constant.name().toLowerCase(Locale.ROOT).replace('_', '-'), constant);
        }
        E first = type.getEnumConstants()[0];
        return words.getOrDefault(oneOf(what, words.keySet()), first);
    }

    public List<Value> list() {
        if (!(node instanceof YamlNode.Sequence sequence)) {
            return wrongType("a list", List.of());
        }
        if (sequence.items().size() > MOST_ENTRIES) {
            problems.add(at(), sequence.items().size() + " entries", "at most " + MOST_ENTRIES);
        }
        return sequence.items().stream()
                .limit(MOST_ENTRIES)
                .map(item -> new Value(item, problems))
                .toList();
    }

    /** A list, or one value that stands for a list of one. */
    public List<Value> listOrOne() {
        return node instanceof YamlNode.Sequence ? list() : List.of(this);
    }

    public List<String> texts() {
        return list().stream().map(Value::text).toList();
    }

    /** A mapping whose keys are names that the team chooses. */
    public Map<String, Value> named(String what) {
        Map<String, Value> values = new LinkedHashMap<>();
        for (YamlNode.Entry entry : entries("a mapping of " + what + " names")) {
            String name = entry.key().text();
            if (name.isBlank() || name.length() > 100) {
                problems.add(entry.key().at(), Problems.quoted(name), "a name of 1 to 100 letters");
            }
            values.putIfAbsent(name, new Value(entry.value(), problems));
        }
        return values;
    }

    /** A mapping whose keys the language defines. Close it: that tells the keys that nobody asked for. */
    public Section section(String what) {
        Map<String, Value> values = new LinkedHashMap<>();
        List<Scalar> keys = new ArrayList<>();
        for (YamlNode.Entry entry : entries(what)) {
            keys.add(entry.key());
            values.putIfAbsent(entry.key().text(), new Value(entry.value(), problems));
        }
        return new Section(what, at(), keys, values, problems);
    }

    /** Where the n-th character of the text stands, as near as it can be told. */
    public Position textAt(int line, int column) {
        if (!(node instanceof Scalar scalar)) {
            return at();
        }
        return scalar.isOneLine() && line <= 1 ? scalar.textAt().plus(column) : scalar.textAt();
    }

    private List<YamlNode.Entry> entries(String what) {
        if (!(node instanceof YamlNode.Mapping mapping)) {
            return wrongType(what, List.of());
        }
        if (mapping.entries().size() > MOST_ENTRIES) {
            problems.add(at(), mapping.entries().size() + " entries", "at most " + MOST_ENTRIES);
            return List.of();
        }
        Set<String> seen = new HashSet<>();
        for (YamlNode.Entry entry : mapping.entries()) {
            if (!seen.add(entry.key().text())) {
                String key = Problems.quoted(entry.key().text());
                problems.add(entry.key().at(), "the key " + key + " a second time", "each key once");
            }
        }
        return mapping.entries();
    }

    /** Small letters, digits and single hyphens, as names of systems, runbooks, steps and secrets are. */
    public String name(String example) {
        String text = text();
        // The length first: on a long text this expression would use up the stack.
        if (isText() && (text.length() > LONGEST_NAME || !NAME.matcher(text).matches())) {
            problems.add(
                    at(), Problems.quoted(text), "a name of small letters, digits and hyphens, such as " + example);
        }
        return text;
    }

    private String scalar(Scalar.Kind kind, String expected, String placeholder) {
        return node instanceof Scalar scalar && scalar.kind() == kind
                ? scalar.text()
                : wrongType(
                        kind == Scalar.Kind.TEXT && isScalar() ? expected + " (put it in quotes)" : expected,
                        placeholder);
    }

    private boolean isScalar() {
        return node instanceof Scalar scalar && scalar.kind() != Scalar.Kind.NOTHING;
    }

    private <T> T wrongType(String expected, T placeholder) {
        problems.add(at(), node.describe(), expected);
        return placeholder;
    }
}
