package dev.firebreak.catalog.markdown;

import dev.firebreak.model.remediation.StepKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The steps of one procedure, in its order: what the language knows as checks and actions, all else for people. */
final class StepDrafts {
    private static final Pattern CODE_SPAN = Pattern.compile("`([^`\\n]{3,300})`");
    private static final int MOST_STEPS = 300;

    private final KnownCommand commands;
    private final Naming ids = new Naming();
    private final Set<String> used = new HashSet<>();
    private final List<DraftStep> steps = new ArrayList<>();
    private final List<Block> symptoms = new ArrayList<>();
    private final List<String> triggers = new ArrayList<>();
    private String part = "";
    private String before = "";

    private StepDrafts(Surroundings around) {
        this.commands = new KnownCommand(around);
    }

    /** @param triggers what the procedure itself says that it is for */
    record Read(List<DraftStep> steps, List<String> triggers) {}

    static Read of(Chapter procedure, Surroundings around) {
        var drafts = new StepDrafts(around);
        procedure.flat().forEach(drafts::take);
        return drafts.read(procedure);
    }

    private Read read(Chapter procedure) {
        List<DraftStep> all = new ArrayList<>();
        if (!symptoms.isEmpty()) {
            String text = "What is seen:\n" + Plain.written(symptoms);
            all.add(manual(
                    ids.unique("symptoms", "symptoms", 1),
                    text,
                    text,
                    symptoms.getFirst().line()));
        }
        all.addAll(steps);
        if (all.isEmpty()) {
            all.add(manual(ids.unique("look", "look", 1), procedure.title(), procedure.title(), procedure.line()));
        }
        return new Read(all, triggers);
    }

    private void take(Block block) {
        switch (block) {
            case Block.Heading heading -> heading(heading);
            case Block.Text text -> text(text);
            case Block.Items items -> items(items);
            case Block.Code code -> code(code);
            case Block.Table table -> add(part, List.of(table), table.line());
        }
    }

    private void heading(Block.Heading heading) {
        part = heading.text();
        if (isSymptoms()) {
            symptoms.add(new Block.Text(heading.line(), heading.text()));
        } else if (!Vocabulary.isPart(part)) {
            before = part; // said together with what comes next
        }
    }

    private boolean isSymptoms() {
        return Vocabulary.SYMPTOMS.matcher(part).lookingAt();
    }

    private void text(Block.Text text) {
        Optional<String> label = Plain.label(text.text()).filter(Vocabulary::isPart);
        if (label.isPresent()) {
            part = label.get();
            String rest = Plain.of(text.text());
            rest = rest.substring(rest.indexOf(part + ":") + part.length() + 1).strip();
            if (isSymptoms()) {
                symptoms.add(new Block.Text(text.line(), Plain.of(text.text())));
            } else if (!rest.isBlank()) {
                item(new Block.Item(text.line(), List.of(new Block.Text(text.line(), rest))));
            }
        } else if (isSymptoms()) {
            symptoms.add(text);
        } else if (!text.text().isBlank()) {
            item(new Block.Item(text.line(), List.of(text)));
        }
    }

    private void items(Block.Items items) {
        if (isSymptoms() && !items.isNumbered()) {
            symptoms.add(items);
            return;
        }
        boolean isTriggers = Vocabulary.TRIGGERS.matcher(part).lookingAt() && !items.isNumbered();
        if (isTriggers) {
            items.items().forEach(item -> triggers.add(Plain.written(item.blocks())));
        }
        boolean isOneThing = isTriggers || (!items.isNumbered() && !part.isEmpty() && !Vocabulary.isPart(part));
        if (isOneThing) {
            add(part, List.of(items), items.line());
        } else {
            items.items().forEach(this::item);
        }
    }

    /** Typed where all of it is known; where only some is, people get the whole besides. */
    private void item(Block.Item item) {
        String text = Plain.written(item.blocks());
        List<String> all = new ArrayList<>();
        boolean isOnlyCode = true;
        for (int i = 0; i < item.blocks().size(); i++) {
            isOnlyCode &= i == 0 || item.blocks().get(i) instanceof Block.Code;
            commands(item.blocks().get(i), all);
        }
        String head = item.blocks().isEmpty() ? "" : Plain.written(item.blocks().subList(0, 1));
        boolean hasCode = !all.isEmpty();
        int known = 0;
        for (String command : all) {
            known += typed(commands.read(command), text, item.line()) ? 1 : 0;
        }
        boolean asksForDeployments = !hasCode
                && isOnlyCode
                && Vocabulary.RECENT_DEPLOYMENT.matcher(head).find();
        if (asksForDeployments
                && known == 0
                && typed(Optional.of(KnownCommand.recentDeployment()), text, item.line())) {
            return;
        }
        if (!(isOnlyCode && hasCode && known == all.size())) {
            add("", item.blocks(), item.line());
        }
    }

    private static void commands(Block block, List<String> found) {
        switch (block) {
            case Block.Code code -> Snippet.of(code).forEach(snippet -> found.addAll(snippet.commands()));
            case Block.Text text ->
                CODE_SPAN.matcher(text.text()).results().map(it -> it.group(1)).forEach(found::add);
            case Block.Items items ->
                items.items().forEach(item -> item.blocks().forEach(it -> commands(it, found)));
            case Block.Heading _, Block.Table _ -> {}
        }
    }

    private void code(Block.Code code) {
        if (isSymptoms()) {
            symptoms.add(code);
            return;
        }
        for (Snippet snippet : Snippet.of(code)) {
            long known = snippet.commands().stream()
                    .filter(command -> typed(commands.read(command), snippet.about(command), snippet.line()))
                    .count();
            if (known == 0 || known < snippet.commands().size()) {
                String text = snippet.commands().isEmpty() ? Plain.of(snippet.written()) : snippet.written();
                String title = snippet.title().isEmpty() ? part : snippet.title();
                steps.add(manual(
                        ids.unique(title, "step", 5),
                        before.isEmpty() ? text : before + ":\n" + text,
                        snippet.written(),
                        snippet.line()));
                before = "";
            }
        }
    }

    private void add(String title, List<Block> blocks, int line) {
        String text = Plain.written(blocks);
        if (text.isBlank()) {
            return;
        }
        String heading = title.isEmpty() ? before : title;
        before = "";
        String whole = heading.isEmpty() ? text : heading + ":\n" + text;
        if (steps.size() >= MOST_STEPS) {
            DraftStep last = steps.removeLast();
            steps.add(manual(ids.unique("the-rest", "the-rest", 2), textOf(last) + "\n" + whole, whole, line));
            return;
        }
        String first = Plain.title(text.lines().findFirst().orElse("")).replaceFirst(":.*$", "");
        steps.add(manual(ids.unique(title.isEmpty() ? first : title, "step", 5), whole, whole, line));
    }

    private static String textOf(DraftStep step) {
        return switch (step) {
            case DraftStep.Manual manual -> manual.text();
            case DraftStep.Typed typed -> typed.written();
        };
    }

    private static DraftStep manual(String id, String text, String written, int line) {
        return new DraftStep.Manual(id, text, Plain.links(text), written, line);
    }

    /** False when it is nothing that is known, or known already. */
    private boolean typed(Optional<KnownCommand.Use> found, String text, int line) {
        if (found.isEmpty() || steps.size() >= MOST_STEPS) {
            return false;
        }
        KnownCommand.Use use = found.get();
        String written = before.isEmpty() ? text : before + ":\n" + text;
        if (!used.add(use.type() + use.with() + use.target())) {
            return false;
        }
        boolean mendsRelease = use.type().startsWith("vercel.") && use.kind() == StepKind.ACTION;
        Optional<String> deployment = steps.stream()
                .filter(step ->
                        step instanceof DraftStep.Typed it && it.use().type().equals("deployment.recent"))
                .map(DraftStep::id)
                .findFirst();
        before = "";
        String condition =
                mendsRelease ? deployment.map(id -> "steps['" + id + "'].ok").orElse(null) : null;
        steps.add(new DraftStep.Typed(ids.unique(use.id(), "step", 5), use, condition, written, line));
        return true;
    }
}
