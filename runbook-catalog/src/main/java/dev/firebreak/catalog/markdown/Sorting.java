package dev.firebreak.catalog.markdown;

import java.util.ArrayList;
import java.util.List;

/** Puts each part of the documents where it belongs. What is nothing else is a note, so nothing is lost. */
final class Sorting {
    /** @param path of titles that lead to it */
    record Note(String path, String text, Place at) {}

    /** @param path of titles that lead to it */
    record Placed(Chapter chapter, String path) {}

    final List<Level> levels = new ArrayList<>();
    final List<Bounds> bounds = new ArrayList<>();
    final List<AlertRule> rules = new ArrayList<>();
    final List<Note> escalations = new ArrayList<>();
    final List<Placed> procedures = new ArrayList<>();
    final List<Placed> checklists = new ArrayList<>();
    final List<Note> notes = new ArrayList<>();

    static Sorting of(List<Chapter> documents) {
        var sorting = new Sorting();
        documents.forEach(document -> sorting.take(document, "", false));
        return sorting;
    }

    private void take(Chapter chapter, String path, boolean isOfIncidents) {
        String here = Plain.path(path, chapter.title());
        boolean isIncidents =
                isOfIncidents || Vocabulary.INCIDENTS.matcher(chapter.title()).find();
        if (isChecklist(chapter)) {
            checklists.add(new Placed(chapter, path));
        } else if (Procedures.isOne(chapter, isOfIncidents)) {
            procedures.add(new Placed(chapter, path));
        } else if (!takeLevels(chapter, here)) {
            parts(chapter, here);
            chapter.children().forEach(child -> take(child, here, isIncidents));
        }
    }

    private boolean takeLevels(Chapter chapter, String path) {
        if (!levels.isEmpty()
                || !chapter.title().matches("(?iu).*(?:severit|schweregrad|priorit|incident levels?).*")) {
            return false;
        }
        List<Level> found = Level.of(chapter);
        levels.addAll(found);
        if (!found.isEmpty()) {
            // What describes a level is kept beside it; the rest of the chapter is kept here.
            notes.add(new Note(path, Plain.written(chapter.flat()), new Place(chapter.source(), chapter.line())));
        }
        return !found.isEmpty();
    }

    private void parts(Chapter chapter, String path) {
        List<Block> rest = new ArrayList<>();
        boolean isEscalation = Vocabulary.ESCALATION.matcher(chapter.title()).find();
        for (Block block : chapter.blocks()) {
            if (!take(chapter, block, path, isEscalation)) {
                rest.add(block);
            }
        }
        if (!rest.isEmpty()
                || (chapter.children().isEmpty()
                        && !chapter.title().isEmpty()
                        && chapter.blocks().isEmpty())) {
            notes.add(new Note(path, Plain.written(rest), new Place(chapter.source(), chapter.line())));
        }
    }

    /** False when it is none of what the language has a place for. */
    private boolean take(Chapter chapter, Block block, String path, boolean isEscalation) {
        return switch (block) {
            case Block.Table table -> table(chapter, table, path, isEscalation);
            case Block.Code code -> {
                List<AlertRule> found = AlertRule.of(path, chapter.source(), code);
                rules.addAll(found);
                found.stream().findFirst().ifPresent(_ -> keepWhatIsBefore(code, path, chapter.source()));
                yield !found.isEmpty();
            }
            case Block.Items items -> isEscalation && escalation(chapter, items, path);
            case Block.Text _, Block.Heading _ -> false;
        };
    }

    /** Comments above the first rule belong to none. */
    private void keepWhatIsBefore(Block.Code code, String path, String source) {
        String before = code.text()
                .lines()
                .takeWhile(line -> !line.matches("\\s*(?:-\\s+)?(?:alert|name)\\s*:.*"))
                .reduce("", (a, b) -> a + b + "\n");
        if (!before.isBlank()) {
            notes.add(new Note(path, before.strip(), new Place(source, code.line())));
        }
    }

    private boolean table(Chapter chapter, Block.Table table, String path, boolean isEscalation) {
        Place at = new Place(chapter.source(), table.line());
        List<Level> found = levels.isEmpty() ? Level.of(chapter.source(), table) : List.of();
        if (!found.isEmpty()) {
            levels.addAll(found);
            notes.add(new Note(path, Plain.written(List.of(table)), at));
            return true;
        }
        var read = Bounds.of(chapter.source(), table);
        if (read.isPresent()) {
            bounds.addAll(read.get().bounds());
            // The table has columns that no threshold has, and rows without a number.
            notes.add(new Note(path, Plain.written(List.of(table)), at));
            return true;
        }
        boolean isAboutWhom = isEscalation || Tables.column(table, Vocabulary.ESCALATION) >= 0;
        if (isAboutWhom) {
            table.rows().forEach(row -> escalations.add(new Note(path, String.join(" | ", row), at)));
            notes.add(new Note(path, Plain.written(List.of(table)), at));
        }
        return isAboutWhom;
    }

    private boolean escalation(Chapter chapter, Block.Items items, String path) {
        for (Block.Item item : items.items()) {
            String text = Plain.written(item.blocks()).replace('\n', ' ');
            escalations.add(new Note(path, text, new Place(chapter.source(), item.line())));
        }
        notes.add(new Note(path, Plain.written(List.of(items)), new Place(chapter.source(), items.line())));
        return true;
    }

    private static boolean isChecklist(Chapter chapter) {
        boolean hasItems =
                chapter.flat().stream().anyMatch(it -> it instanceof Block.Items || it instanceof Block.Code);
        boolean isNamedSo = Vocabulary.PERIOD.matcher(chapter.title()).find();
        boolean hasPartsNamedSo = chapter.children().stream()
                .anyMatch(it -> Vocabulary.PERIOD.matcher(it.title()).find());
        return isNamedSo
                && hasItems
                && (!hasPartsNamedSo
                        || Vocabulary.CHECKLIST.matcher(chapter.title()).find());
    }
}
