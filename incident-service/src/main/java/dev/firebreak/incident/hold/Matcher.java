package dev.firebreak.incident.hold;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.firebreak.model.alert.Alert;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One condition of a silence, as Alertmanager writes them: {@code name=HighLatency}, {@code labels.region!=eu},
 * {@code title=~.*timeout.*}, {@code service!~web|api}. An expression must match the whole value and takes linear time; a
 * field that the alert does not have is empty.
 */
public final class Matcher {
    /** What can be matched besides {@code labels.NAME}. */
    static final List<String> FIELDS = List.of(
            "source",
            "type",
            "name",
            "severity",
            "fingerprint",
            "service",
            "project",
            "environment",
            "release",
            "title");

    private static final String LABELS = "labels.";
    private static final int LONGEST = 500;
    private static final int MOST = 20;
    private static final java.util.regex.Pattern WRITTEN = java.util.regex.Pattern.compile(
            "\\s*([A-Za-z][^=!~\\s]*)\\s*(=~|!~|!=|=)(.*)", java.util.regex.Pattern.DOTALL);

    private final String source;
    private final Function<Alert, @Nullable String> field;
    private final boolean isNegated;
    private final String value;
    private final @Nullable Pattern pattern;

    private Matcher(
            String source,
            Function<Alert, @Nullable String> field,
            boolean isNegated,
            String value,
            @Nullable Pattern pattern) {
        this.source = source;
        this.field = field;
        this.isNegated = isNegated;
        this.value = value;
        this.pattern = pattern;
    }

    /** Why some matchers are not to hold alerts back together: {@code text} as written, {@code index} -1 for all of them. */
    public record Problem(int index, String text, String why) {}

    /** Empty when they can. */
    public static Optional<Problem> against(List<String> matchers) {
        if (matchers.isEmpty() || matchers.size() > MOST) {
            return Optional.of(new Problem(-1, "these are not", "from 1 to " + MOST + " matchers such as service=web"));
        }
        boolean matchesNothing = true;
        for (int i = 0; i < matchers.size(); i++) {
            String text = matchers.get(i);
            try {
                matchesNothing &= parse(text).matchesNothing();
            } catch (IllegalArgumentException e) {
                return Optional.of(new Problem(i, "'" + text + "'", Objects.requireNonNull(e.getMessage())));
            }
        }
        return matchesNothing
                ? Optional.of(new Problem(-1, "this", "matches every alert: at least one must ask for something"))
                : Optional.empty();
    }

    /** @throws IllegalArgumentException that says what is wrong */
    public static Matcher parse(String source) {
        if (source.length() > LONGEST) {
            throw new IllegalArgumentException("longer than " + LONGEST + " characters");
        }
        java.util.regex.Matcher written = WRITTEN.matcher(source);
        if (!written.matches()) {
            throw new IllegalArgumentException("is not of the form FIELD=VALUE with =, !=, =~ or !~");
        }
        String operator = written.group(2);
        String value = written.group(3).strip();
        try {
            return new Matcher(
                    source.strip(),
                    field(written.group(1)),
                    operator.startsWith("!"),
                    value,
                    operator.endsWith("~") ? Pattern.compile(value, Pattern.DOTALL) : null);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException("is no regular expression: " + e.getDescription(), e);
        }
    }

    public boolean matches(Alert alert) {
        return matchesText(Objects.requireNonNullElse(field.apply(alert), ""));
    }

    /** It says nothing of alerts that lack the field, so it alone must not silence. */
    boolean matchesNothing() {
        return matchesText("");
    }

    private boolean matchesText(String text) {
        boolean isMatch = pattern == null ? text.equals(value) : pattern.matches(text);
        return isMatch != isNegated;
    }

    private static Function<Alert, @Nullable String> field(String name) {
        if (name.startsWith(LABELS) && name.length() > LABELS.length()) {
            String label = name.substring(LABELS.length());
            return alert -> alert.labels().get(label);
        }
        return switch (name) {
            case "source" -> Alert::source;
            case "type" -> Alert::type;
            case "name" -> Alert::name;
            case "severity" -> alert -> alert.severity().word();
            case "fingerprint" -> Alert::fingerprint;
            case "service" -> Alert::service;
            case "project" -> Alert::project;
            case "environment" -> Alert::environment;
            case "release" -> Alert::release;
            case "title" -> Alert::title;
            default ->
                throw new IllegalArgumentException(
                        "no field '" + name + "': one of " + String.join(", ", FIELDS) + ", labels.NAME");
        };
    }

    /** As it was written. */
    @Override
    public String toString() {
        return source;
    }
}
