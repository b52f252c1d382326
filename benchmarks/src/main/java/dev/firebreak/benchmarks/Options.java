package dev.firebreak.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Words of the command line: numbers by the name of their option, and whether the table is written into the README.
 *
 * @param numbers all options that there are, with what was said or else their defaults
 */
record Options(Map<String, Integer> numbers, boolean write) {
    Options {
        numbers = Map.copyOf(numbers);
    }

    /** @throws IllegalArgumentException for a word that is no option, and for an option without its number */
    static Options parse(List<String> words, Map<String, Integer> defaults) {
        Map<String, Integer> numbers = new LinkedHashMap<>(defaults);
        boolean write = false;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("--write")) {
                write = true;
                continue;
            }
            if (!defaults.containsKey(word)) {
                throw new IllegalArgumentException("there is no option " + word);
            }
            if (i + 1 == words.size() || !words.get(i + 1).matches("[1-9]\\d{0,6}")) {
                throw new IllegalArgumentException(word + " needs a number");
            }
            numbers.put(word, Integer.parseInt(words.get(++i)));
        }
        return new Options(numbers, write);
    }

    int number(String option) {
        return Objects.requireNonNull(numbers.get(option), option);
    }
}
