package dev.firebreak.catalog.markdown;

import java.util.ArrayList;
import java.util.List;

/** The entries of a checklist, each a line that somebody ticks. */
final class ChecklistText {
    private static final int MOST = 500;

    /** @param intro what is said around the entries */
    record Read(List<String> items, List<String> intro) {}

    private final List<String> items = new ArrayList<>();
    private final List<String> intro = new ArrayList<>();

    private ChecklistText() {}

    static Read of(Chapter chapter) {
        var text = new ChecklistText();
        chapter.flat().forEach(block -> text.take(block, ""));
        if (text.items.size() > MOST) {
            String rest = String.join("\n", text.items.subList(MOST, text.items.size()));
            text.items.subList(MOST, text.items.size()).clear();
            text.items.add(rest);
        }
        return new Read(text.items, text.intro);
    }

    private void take(Block block, String parent) {
        switch (block) {
            case Block.Items list -> list.items().forEach(item -> item(item, parent));
            case Block.Code code -> code(code);
            case Block.Heading heading -> intro.add(heading.text());
            case Block.Text text ->
                text.text().lines().forEach(line -> {
                    if (Plain.isBoxed(line)) {
                        items.add(Plain.unboxed(line));
                    } else {
                        intro.add(Plain.of(line));
                    }
                });
            case Block.Table table -> items.add(Plain.written(List.of(table)));
        }
    }

    private void item(Block.Item item, String parent) {
        List<Block> below = item.blocks()
                .subList(Math.min(1, item.blocks().size()), item.blocks().size());
        String head = item.blocks().isEmpty()
                ? ""
                : Plain.unboxed(Plain.written(item.blocks().subList(0, 1)));
        String whole = parent.isEmpty() ? head : parent + ": " + head;
        boolean isGroup = !below.isEmpty() && below.stream().allMatch(it -> it instanceof Block.Items);
        if (isGroup) {
            below.forEach(it -> take(it, Plain.title(whole)));
        } else if (!whole.isBlank()) {
            items.add(below.isEmpty() ? whole : whole + "\n" + Plain.written(below));
        }
    }

    /** Lines with boxes are entries; commands are one entry for each group of them. */
    private void code(Block.Code code) {
        String group = "";
        boolean hasBoxes = code.text().lines().anyMatch(Plain::isBoxed);
        if (!hasBoxes) {
            Snippet.of(code).forEach(snippet -> items.add(snippet.written()));
            return;
        }
        for (String line : code.text().lines().filter(it -> !it.isBlank()).toList()) {
            if (Plain.isBoxed(line)) {
                items.add(group.isEmpty() ? Plain.unboxed(line) : group + ": " + Plain.unboxed(line));
            } else {
                group = Plain.title(line);
                intro.add(group);
            }
        }
    }
}
