package dev.firebreak.catalog.markdown;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** Names of the language out of titles that people wrote. */
final class Naming {
    private static final Set<String> FILLERS = Set.of(
            "the", "a", "an", "is", "are", "and", "or", "of", "to", "for", "in", "on", "if", "with", "der", "die",
            "das", "ist", "sind", "und", "oder", "von", "zu", "bei", "im");

    private final Set<String> taken = new HashSet<>();

    /** Small letters, digits and hyphens; each name once. */
    String unique(String title, String otherwise, int mostWords) {
        String slug = slug(title, mostWords);
        String base = slug.isEmpty() ? otherwise : slug;
        String name = base;
        for (int i = 2; !taken.add(name); i++) {
            name = base + "-" + i;
        }
        return name;
    }

    /** Empty when there is no letter that could be kept. */
    static String slug(String title, int mostWords) {
        List<String> words = words(title);
        List<String> telling =
                words.stream().filter(word -> !FILLERS.contains(word)).toList();
        String slug =
                (telling.isEmpty() ? words : telling).stream().limit(mostWords).collect(Collectors.joining("-"));
        return slug.substring(0, Math.min(slug.length(), 60)).replaceFirst("-$", "");
    }

    /** A level's own name, in the letters that the language takes for one. */
    static String levelName(String name) {
        String kept = Normalizer.normalize(name.strip(), Normalizer.Form.NFKD)
                .replaceAll("[^\\p{ASCII}]", "")
                .replaceAll("[^\\w-]+", "-")
                .replaceAll("^-+|-+$", "");
        return kept.isEmpty() ? "level" : kept;
    }

    /** As alerts are usually called: {@code HighErrorRate}. */
    static String alertName(String title) {
        String name = words(title.replaceAll("\\([^)]*\\)|[<>=≤≥].*", " ")).stream()
                .filter(word -> !FILLERS.contains(word))
                .limit(6)
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
        return name.isEmpty() ? "Unnamed" : name;
    }

    /** In small letters, {@code HighErrorRate} as three words. */
    static List<String> words(String text) {
        String plain = text.replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .replace("ä", "ae")
                .replace("ö", "oe")
                .replace("ü", "ue")
                .replace("Ä", "Ae")
                .replace("Ö", "Oe")
                .replace("Ü", "Ue")
                .replace("ß", "ss");
        String ascii = Normalizer.normalize(plain, Normalizer.Form.NFKD)
                .replaceAll("[^\\p{ASCII}]", "")
                .replace("'", "")
                .toLowerCase(Locale.ROOT);
        return Arrays.stream(ascii.split("[^a-z0-9]+", -1))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
