package dev.firebreak.notifier.slack.card;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.view.View;
import dev.firebreak.model.incident.Assignee;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody finds behind the app's name: what is theirs, what waits for a yes, what is open. A view has 100 blocks at
 * most; these places add up to less.
 */
public final class HomeRenderer {
    private static final int MINE_SHOWN = 8;
    private static final int QUESTIONS_SHOWN = 6;
    private static final int OPEN_SHOWN = 30;

    private HomeRenderer() {}

    /** @param owner the actor who acknowledged it or took it over; null when nobody did */
    public record Entry(CardSubject subject, @Nullable String owner) {}

    /**
     * @param actorId by which their own acts are known
     * @param person by whom others may have handed it to them
     * @param open the worst first
     */
    public static View render(String actorId, Assignee person, List<Entry> open) {
        List<LayoutBlock> blocks = new ArrayList<>();
        List<Entry> mine = open.stream()
                .filter(entry -> actorId.equals(entry.owner())
                        || person.isSame(entry.subject().incident().assignedTo()))
                .toList();
        blocks.add(BlockKit.header("Yours"));
        blocks.addAll(mine(mine));
        blocks.add(BlockKit.header("Waiting for a yes"));
        blocks.addAll(questions(open));
        blocks.add(BlockKit.header("Open"));
        blocks.add(BlockKit.section(
                open.isEmpty()
                        ? "Nothing is open. 🎉"
                        : IncidentText.list(open.stream()
                                .limit(OPEN_SHOWN)
                                .map(entry -> entry.subject().incident())
                                .toList())));
        blocks.add(Buttons.samples());
        return View.builder().type("home").blocks(blocks).build();
    }

    private static List<LayoutBlock> mine(List<Entry> mine) {
        if (mine.isEmpty()) {
            return List.of(BlockKit.section("Nothing. What you acknowledge, take over or are given is here."));
        }
        List<LayoutBlock> blocks = new ArrayList<>();
        mine.stream().limit(MINE_SHOWN).forEach(entry -> {
            blocks.add(BlockKit.section(IncidentText.status(entry.subject().incident())));
            blocks.addAll(Buttons.incident(entry.subject()));
        });
        if (mine.size() > MINE_SHOWN) {
            blocks.add(BlockKit.context("… and " + (mine.size() - MINE_SHOWN) + " more of yours below"));
        }
        return blocks;
    }

    private static List<LayoutBlock> questions(List<Entry> open) {
        List<CardSubject.Question> asked = open.stream()
                .flatMap(entry -> entry.subject().questions().stream())
                .toList();
        if (asked.isEmpty()) {
            return List.of(BlockKit.section("Nothing."));
        }
        List<LayoutBlock> blocks = new ArrayList<>();
        asked.stream().limit(QUESTIONS_SHOWN).forEach(question -> {
            blocks.add(BlockKit.section(AutomationText.question(question)));
            blocks.add(Buttons.answer(question));
        });
        if (asked.size() > QUESTIONS_SHOWN) {
            blocks.add(BlockKit.context("… and " + (asked.size() - QUESTIONS_SHOWN) + " more"));
        }
        return blocks;
    }
}
