package dev.firebreak.catalog.yaml;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong, so that a team sees every error of its catalogue at once. */
public final class Problems {
    /** Enough to work on; a file full of noise must not fill the memory. */
    static final int KEPT = 500;

    private static final int LONGEST = 1_000;

    private static final Comparator<Problem> BY_PLACE =
            Comparator.comparing(Problem::file).thenComparingInt(Problem::line).thenComparingInt(Problem::column);

    private final List<Problem> problems = new ArrayList<>();

    public void add(Position at, String found, String expected) {
        add(at, found, expected, null);
    }

    public void add(Position at, String found, String expected, @Nullable String didYouMean) {
        if (problems.size() < KEPT) {
            problems.add(new Problem(at.file(), at.line(), at.column(), cut(found), cut(expected), didYouMean));
        }
    }

    /** What was found elsewhere, as far as there is room. */
    public void addAll(Problems others) {
        others.problems.stream().limit(KEPT - problems.size()).forEach(problems::add);
    }

    /** A name that is none of the valid ones. */
    public void addUnknown(Position at, String what, String name, Collection<String> valid) {
        String expected = valid.isEmpty()
                ? "none, as no " + what + " is defined"
                : "one of the " + plural(what) + " " + String.join(", ", valid);
        add(at, quoted(name), expected, nearest(name, valid));
    }

    /** The valid name that was probably meant; null when none is near. */
    public static @Nullable String nearest(String name, Collection<String> valid) {
        return NearestName.of(name, valid).orElse(null);
    }

    private static String plural(String what) {
        return what.endsWith("ty") ? what.substring(0, what.length() - 1) + "ies" : what + "s";
    }

    public boolean isEmpty() {
        return problems.isEmpty();
    }

    /** To find out whether reading something told anything. */
    public int count() {
        return problems.size();
    }

    /** By file, line and column. */
    public List<Problem> sorted() {
        return problems.stream().sorted(BY_PLACE).distinct().toList();
    }

    private static String cut(String text) {
        return text.length() > LONGEST ? text.substring(0, LONGEST - 3) + "..." : text;
    }

    /** Cut where it would fill the screen. */
    public static String quoted(String text) {
        String line = text.replace("\n", "\\n").replace("\r", "\\r");
        return "'" + (line.length() > 80 ? line.substring(0, 77) + "..." : line) + "'";
    }
}
