package dev.firebreak.catalog.markdown;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;

/** Runbooks out of procedures and alert rules, which find each other by their names. */
final class Drafting {
    private final Sorting sorted;
    private final List<Level> levels;
    private final Surroundings around;
    private final Naming names = new Naming();
    private final Set<AlertRule> placed = new HashSet<>();

    Drafting(Sorting sorted, List<Level> levels, Surroundings around) {
        this.sorted = sorted;
        this.levels = levels;
        this.around = around;
    }

    List<Drafted> runbooks() {
        List<Drafted> runbooks = new ArrayList<>();
        sorted.procedures.forEach(procedure -> runbooks.add(runbook(procedure)));
        sorted.rules.stream().filter(rule -> !placed.contains(rule)).forEach(rule -> runbooks.add(runbook(rule)));
        return runbooks;
    }

    private Drafted runbook(Sorting.Placed placedAt) {
        Chapter procedure = placedAt.chapter();
        Matcher levelTitle = Vocabulary.LEVEL_TITLE.matcher(procedure.title());
        String levelWord = levelTitle.find() ? Naming.levelName(levelTitle.group(1)) : "";
        String title = title(procedure.title());
        StepDrafts.Read read = StepDrafts.of(procedure, around);
        List<AlertRule> rules = sorted.rules.stream()
                .filter(rule -> !placed.contains(rule) && isAbout(rule, title))
                .toList();
        placed.addAll(rules);
        List<String> unsure = new ArrayList<>();
        List<String> when = new ArrayList<>();
        rules.forEach(rule -> when.addAll(rule.when()));
        if (when.isEmpty()) {
            read.triggers().stream()
                    .limit(20)
                    .map(trigger -> "alert.name == '" + Naming.alertName(trigger) + "'")
                    .distinct()
                    .forEach(when::add);
            if (when.isEmpty()) {
                when.add("alert.name == '" + Naming.alertName(title) + "'");
            }
            unsure.add("no alert rule is written for this: what the alert is called is a guess");
        }
        return new Drafted(
                names.unique(title, "runbook", 6),
                title,
                title.equals(procedure.title()) ? placedAt.path() : Plain.path(placedAt.path(), procedure.title()),
                when.stream().distinct().toList(),
                threshold(rules),
                level(levelWord, rules, title, unsure),
                read.steps(),
                rules,
                unsure,
                new Place(procedure.source(), procedure.line()));
    }

    private static String title(String title) {
        String plain = Vocabulary.LEVEL_TITLE.matcher(title).replaceFirst("");
        String rest = Vocabulary.ISSUE_TITLE.matcher(plain).replaceFirst("").strip();
        return rest.isEmpty() ? title : rest;
    }

    private Drafted runbook(AlertRule rule) {
        List<String> unsure = new ArrayList<>();
        unsure.add("only an alert rule is written for this, no procedure");
        String text = rule.action().isEmpty() ? "Look into " + rule.name() + ": " + rule.condition() : rule.action();
        return new Drafted(
                names.unique(rule.name(), "alert", 6),
                rule.name(),
                "",
                rule.when(),
                rule.threshold(),
                level("", List.of(rule), rule.name(), unsure),
                List.of(new DraftStep.Manual(
                        "look", text, Plain.links(text), text, rule.at().line())),
                List.of(rule),
                unsure,
                rule.at());
    }

    /** Most of the rule's words are in the title. */
    private static boolean isAbout(AlertRule rule, String title) {
        Set<String> words = new HashSet<>(Naming.words(rule.name()));
        words.removeAll(Set.of("alert", "the", "is", "a"));
        Set<String> both = new HashSet<>(words);
        both.retainAll(Naming.words(title));
        return !words.isEmpty() && both.size() * 10 >= words.size() * 6;
    }

    private static String threshold(List<AlertRule> rules) {
        return rules.stream()
                .map(AlertRule::threshold)
                .filter(it -> !it.isEmpty())
                .findFirst()
                .orElse("");
    }

    private String level(String word, List<AlertRule> rules, String title, List<String> unsure) {
        Optional<Level> written =
                levels.stream().filter(it -> it.name().equalsIgnoreCase(word)).findFirst();
        if (written.isPresent()) {
            return written.get().name();
        }
        Optional<String> severity = rules.stream()
                .map(AlertRule::severity)
                .filter(it -> !it.isEmpty())
                .findFirst();
        Optional<Level> byRule = severity.flatMap(it ->
                levels.stream().filter(level -> level.severity().equals(it)).findFirst());
        if (byRule.isPresent()) {
            return byRule.get().name();
        }
        String lower = title.toLowerCase(Locale.ROOT);
        boolean isWorst = lower.matches(
                ".*(?:outage|down|breach|emergency|data loss|ausfall|ausgefallen|nicht erreichbar|notfall).*");
        unsure.add("how bad it is is not written: the level is a guess");
        return levels.get(isWorst ? 0 : Math.min(1, levels.size() - 1)).name();
    }
}
