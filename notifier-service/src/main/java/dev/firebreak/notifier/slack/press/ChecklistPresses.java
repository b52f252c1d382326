package dev.firebreak.notifier.slack.press;

import dev.firebreak.model.Actor;
import dev.firebreak.notifier.inbound.UnavailableException;
import dev.firebreak.notifier.inbound.WhilePersonWaits;
import dev.firebreak.notifier.slack.card.Buttons;
import dev.firebreak.notifier.slack.checklist.Checklists;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import reactor.core.publisher.Mono;

/** The buttons of lists to go through. No other service is asked: the lists live here. */
class ChecklistPresses {
    private static final Duration PATIENCE = Duration.ofMillis(1500);

    private final Checklists checklists;

    ChecklistPresses(Checklists checklists) {
        this.checklists = checklists;
    }

    static boolean isOne(Press press) {
        return press.actionId().equals(Buttons.TICK_ITEM) || press.actionId().equals(Buttons.CHECK_AGAIN);
    }

    /** Empty when it counts, else why it does not. */
    Optional<String> take(Press press, Actor actor) {
        try {
            return WhilePersonWaits.get(change(press, actor), PATIENCE);
        } catch (UnavailableException e) {
            return Optional.of("That was *not recorded*, please press again in a moment.");
        } catch (IllegalArgumentException e) { // the value names no item
            return Optional.of("This button is from an older list and does nothing any more.");
        }
    }

    private Mono<String> change(Press press, Actor actor) {
        String[] ids = press.value().split("/", 2);
        UUID post = UUID.fromString(ids[0]);
        if (press.actionId().equals(Buttons.CHECK_AGAIN)) {
            return checklists.checkAgain(post);
        }
        return checklists.tick(post, Integer.parseInt(ids.length == 2 ? ids[1] : ""), actor);
    }
}
