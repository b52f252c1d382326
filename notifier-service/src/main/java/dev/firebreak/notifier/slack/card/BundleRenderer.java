package dev.firebreak.notifier.slack.card;

import com.slack.api.model.block.LayoutBlock;
import dev.firebreak.model.incident.Incident;
import java.util.ArrayList;
import java.util.List;

/** One message that names many incidents, when a channel takes no card of each for now. */
public final class BundleRenderer {
    private static final int LINES_A_SECTION = 15;

    private BundleRenderer() {}

    /** @param incidents the worst first; 50 fit whatever they are called */
    public static Card render(List<Incident> incidents) {
        return render(
                incidents,
                incidents.size() + " new incidents",
                "More than this channel takes one by one: a card of each follows as there is room.");
    }

    /** What waited until quiet hours were over. */
    public static Card heldOver(List<Incident> incidents) {
        return render(
                incidents,
                "While it was quiet: " + incidents.size() + " incidents",
                "Held back until quiet hours were over. A card of each that is still open follows.");
    }

    private static Card render(List<Incident> incidents, String headline, String why) {
        List<LayoutBlock> blocks = new ArrayList<>();
        blocks.add(BlockKit.header(CardWords.sign(incidents.getFirst()) + " " + headline));
        for (int from = 0; from < incidents.size(); from += LINES_A_SECTION) {
            List<String> lines = incidents.subList(from, Math.min(incidents.size(), from + LINES_A_SECTION)).stream()
                    .map(BundleRenderer::line)
                    .toList();
            blocks.add(BlockKit.section(Lines.joined(2900, lines)));
        }
        blocks.add(BlockKit.context(why));
        return Card.of(
                CardWords.sign(incidents.getFirst()) + " " + headline + ", the worst: " + line(incidents.getFirst()),
                blocks);
    }

    private static String line(Incident incident) {
        return CardWords.sign(incident) + " *#" + incident.number() + "* "
                + Mrkdwn.text(incident.level(), 10) + " "
                + Mrkdwn.text(incident.title(), 80) + " · "
                + Mrkdwn.text(incident.service(), 30) + " · "
                + CardWords.word(incident.state());
    }
}
