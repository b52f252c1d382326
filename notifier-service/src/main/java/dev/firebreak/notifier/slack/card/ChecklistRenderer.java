package dev.firebreak.notifier.slack.card;

import com.slack.api.model.block.LayoutBlock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A list to go through, as a message: what is ticked and by whom, what is open, each open item with its button. */
public final class ChecklistRenderer {
    /** Slack takes 50 blocks in a message. */
    private static final int MOST_BUTTONS = 40;

    private static final int LINE = 200;
    private static final int SECTION = 2900;

    private ChecklistRenderer() {}

    /**
     * @param missed earlier times that nobody was there to post it
     * @param lastWeek how the last week went; null when this is not the first list of a week
     * @param answered false until the checks have told what they saw
     * @param closed true once the next list is there
     */
    public record View(
            UUID id,
            String system,
            String title,
            Instant dueAt,
            Instant postedAt,
            int missed,
            @Nullable String lastWeek,
            boolean answered,
            boolean closed,
            List<Item> items) {
        public View {
            items = List.copyOf(items);
        }
    }

    /**
     * @param automatic ticked by a check, not by people
     * @param openSince the first list in a row on which it was left open
     * @param tickedBy null while it is open
     * @param seen what the check saw; null when it has not looked
     */
    public record Item(
            int position,
            String text,
            boolean automatic,
            Instant openSince,
            @Nullable Instant tickedAt,
            @Nullable String tickedBy,
            @Nullable String seen) {
        public boolean isTicked() {
            return tickedAt != null;
        }
    }

    public static Card render(View view) {
        long ticked = view.items().stream().filter(Item::isTicked).count();
        String count = ticked + " of " + view.items().size() + " ticked";
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.add(BlockKit.header(
                (ticked == view.items().size() ? "✅ " : "📋 ") + Mrkdwn.plain(view.title(), BlockKit.HEADER - 3)));
        blocks.add(BlockKit.context(
                Mrkdwn.text(view.system(), 80) + " · " + Mrkdwn.time(view.dueAt()) + " · " + count + late(view)));
        if (view.lastWeek() != null) {
            blocks.add(BlockKit.section("*Last week*\n" + Mrkdwn.text(view.lastWeek(), SECTION - 20)));
        }
        section(view, true).ifPresent(blocks::add);
        section(view, false).ifPresent(blocks::add);
        blocks.addAll(manual(view));
        if (view.closed()) {
            blocks.add(BlockKit.context(
                    ticked == view.items().size()
                            ? "All done; the next list is there."
                            : "The next list is there: what was left open is carried over to it."));
        } else if (view.answered() && view.items().stream().anyMatch(ChecklistRenderer::isCheckOpen)) {
            blocks.add(BlockKit.actions(
                    "checklist/" + view.id(),
                    List.of(BlockKit.button(Buttons.CHECK_AGAIN, view.id().toString(), "Check again", null, null))));
        }
        return Card.of(
                "📋 " + Mrkdwn.text(view.title(), 100) + " (" + Mrkdwn.text(view.system(), 80) + "): " + count, blocks);
    }

    private static String late(View view) {
        boolean isLate =
                view.missed() > 0 || view.postedAt().isAfter(view.dueAt().plusSeconds(300));
        return !isLate
                ? ""
                : " · ⏰ posted late, Firebreak was away"
                        + (view.missed() == 0 ? "" : "; " + view.missed() + " earlier ones were left out");
    }

    /** What is ticked in one place, the checks that are not in another. */
    private static Optional<LayoutBlock> section(View view, boolean isTicked) {
        List<String> lines = view.items().stream()
                .filter(item -> isTicked ? item.isTicked() : isCheckOpen(item))
                .map(item -> line(item, view.answered()))
                .toList();
        return lines.isEmpty() ? Optional.empty() : Optional.of(BlockKit.section(Lines.joined(SECTION, lines)));
    }

    private static boolean isCheckOpen(Item item) {
        return item.automatic() && !item.isTicked();
    }

    private static String line(Item item, boolean answered) {
        String text = Mrkdwn.text(item.text(), LINE);
        if (item.isTicked()) {
            String by = item.automatic() ? "" : " · " + Mrkdwn.person(String.valueOf(item.tickedBy()));
            return "✅ " + text + by + seen(item);
        }
        return (answered ? "❌ " : "⏳ ") + text + seen(item);
    }

    private static String seen(Item item) {
        return item.seen() == null
                ? ""
                : " · _" + Mrkdwn.text(item.seen(), LINE).replace('_', '-') + "_";
    }

    private static List<LayoutBlock> manual(View view) {
        List<Item> open = view.items().stream()
                .filter(item -> !item.automatic() && !item.isTicked())
                .toList();
        List<LayoutBlock> blocks = new ArrayList<>();
        open.stream().limit(MOST_BUTTONS).forEach(item -> {
            String text = "☐ " + Mrkdwn.text(item.text(), LINE) + since(view, item);
            blocks.add(
                    view.closed()
                            ? BlockKit.section(text)
                            : BlockKit.section(
                                    text,
                                    BlockKit.button(
                                            Buttons.TICK_ITEM, view.id() + "/" + item.position(), "Done", null, null)));
        });
        if (open.size() > MOST_BUTTONS) {
            blocks.add(BlockKit.context("… and " + (open.size() - MOST_BUTTONS) + " more after these"));
        }
        return blocks;
    }

    private static String since(View view, Item item) {
        return item.openSince().isBefore(view.dueAt()) ? " · open since " + Mrkdwn.time(item.openSince()) : "";
    }
}
