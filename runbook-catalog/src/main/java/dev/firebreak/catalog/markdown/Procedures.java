package dev.firebreak.catalog.markdown;

/** Which chapters say what to do when something is wrong. */
final class Procedures {
    private Procedures() {}

    /** @param isOfIncidents whether it stands in a chapter about incidents */
    static boolean isOne(Chapter chapter, boolean isOfIncidents) {
        String title = chapter.title();
        boolean isNamedSo = Vocabulary.LEVEL_TITLE.matcher(title).find()
                || (Vocabulary.ISSUE_TITLE.matcher(title).find() && hasInstructions(chapter));
        boolean isOther = Vocabulary.NO_PROCEDURE.matcher(title).find() && !isNamedSo;
        if (title.isEmpty() || isOther || !isAnyThing(chapter) || hasProceduresBelow(chapter, isOfIncidents)) {
            return false;
        }
        boolean isLevel = Vocabulary.LEVEL_NAME_ALONE.matcher(title).matches();
        return (isNamedSo && !isLevel)
                || hasSymptoms(chapter)
                || (hasInstructions(chapter)
                        && !Vocabulary.isPart(title)
                        && (isOfIncidents || Vocabulary.TROUBLE.matcher(title).find()));
    }

    private static boolean hasProceduresBelow(Chapter chapter, boolean isOfIncidents) {
        boolean isIncidents =
                isOfIncidents || Vocabulary.INCIDENTS.matcher(chapter.title()).find();
        return chapter.children().stream()
                .filter(child -> !Vocabulary.isPart(child.title()))
                .anyMatch(child -> child.isPseudo()
                        ? isNamedPseudo(child)
                        : isOne(child, isIncidents && !hasSymptoms(chapter))
                                || hasProceduresBelow(child, isIncidents && !hasSymptoms(chapter)));
    }

    /** A line in bold letters is more often a part of a procedure than one of its own. */
    private static boolean isNamedPseudo(Chapter chapter) {
        return hasInstructions(chapter)
                && (Vocabulary.LEVEL_TITLE.matcher(chapter.title()).find()
                        || Vocabulary.ISSUE_TITLE.matcher(chapter.title()).find());
    }

    private static boolean hasSymptoms(Chapter chapter) {
        return chapter.children().stream()
                        .anyMatch(it -> Vocabulary.SYMPTOMS.matcher(it.title()).lookingAt())
                || chapter.blocks().stream()
                        .anyMatch(it -> it instanceof Block.Text text
                                && text.text().length() < 2_000
                                && Plain.label(text.text())
                                        .filter(word -> Vocabulary.SYMPTOMS
                                                .matcher(word)
                                                .lookingAt())
                                        .isPresent());
    }

    private static boolean isAnyThing(Chapter chapter) {
        return !chapter.blocks().isEmpty() || !chapter.children().isEmpty();
    }

    private static boolean hasInstructions(Chapter chapter) {
        return chapter.flat().stream().anyMatch(it -> it instanceof Block.Items || it instanceof Block.Code);
    }
}
