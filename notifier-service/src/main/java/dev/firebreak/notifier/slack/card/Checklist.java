package dev.firebreak.notifier.slack.card;

import com.slack.api.model.block.LayoutBlock;
import dev.firebreak.model.remediation.Step;
import java.util.ArrayList;
import java.util.List;

/** What is left for people, each with a button that ticks it; what has no room comes up when the first are ticked. */
final class Checklist {
    private static final int SHOWN = 4;

    private Checklist() {}

    static List<LayoutBlock> of(CardSubject subject) {
        List<CardSubject.ToDo> open = subject.openManualSteps();
        if (open.isEmpty()) {
            return List.of();
        }
        List<LayoutBlock> blocks = new ArrayList<>();
        for (int i = 0; i < Math.min(SHOWN, open.size()); i++) {
            String heading = i == 0 ? "*To do by a person*\n" : "";
            String line = heading + line(open.get(i).step());
            blocks.add(Buttons.tick(open.get(i))
                    .map(button -> BlockKit.section(line, button))
                    .orElseGet(() -> BlockKit.section(line)));
        }
        if (open.size() > SHOWN) {
            blocks.add(BlockKit.context("… and " + (open.size() - SHOWN) + " more after these"));
        }
        return blocks;
    }

    private static String line(Step step) {
        return "☐ " + Mrkdwn.text(step.uses(), 260) + links(step);
    }

    private static String links(Step step) {
        StringBuilder links = new StringBuilder();
        step.links().stream()
                .limit(3)
                .forEach(link -> links.append(" · ").append(Mrkdwn.link(link.href(), link.title(), 60)));
        return links.length() > 400 ? "" : links.toString();
    }
}
