package dev.firebreak.ingest.spill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.model.wire.Topic;
import dev.firebreak.model.wire.WireMessage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BacklogTest {
    private static final List<WireMessage> CHECKOUT = List.of(message("checkout"));
    private static final SpillState EMPTY = new SpillState(0, 0, 0, 0, Set.of(), false);

    private final Backlog backlog = new Backlog();

    @Test
    void holdsNothingWhenNothingWaits() {
        assertThat(backlog.isHolding()).isFalse();
        assertThat(backlog.holds(CHECKOUT)).isFalse();
    }

    @Test
    void holdsAKeyFromBeforeItIsCommitted() {
        backlog.committing(CHECKOUT);

        assertThat(backlog.isHolding()).isTrue();
        assertThat(backlog.holds(CHECKOUT)).isTrue();
        assertThat(backlog.holds(List.of(message("web")))).isFalse();
    }

    @Test
    void letsAKeyGoWhenALookThatBeganAfterTheCommitFindsNothing() {
        backlog.committing(CHECKOUT);
        backlog.committed(CHECKOUT);

        backlog.looked(backlog.ticket(), EMPTY);

        assertThat(backlog.isHolding()).isFalse();
    }

    @Test
    void keepsAKeyWhoseCommitTheLookMayHaveMissed() {
        backlog.committing(CHECKOUT);
        long beforeTheLook = backlog.ticket();
        backlog.committed(CHECKOUT);

        backlog.looked(beforeTheLook, EMPTY);

        assertThat(backlog.holds(CHECKOUT)).isTrue();
    }

    @Test
    void keepsAKeyThatIsStillBeingCommitted() {
        backlog.committing(CHECKOUT);
        backlog.committing(CHECKOUT);
        backlog.committed(CHECKOUT);

        backlog.looked(backlog.ticket(), EMPTY);

        assertThat(backlog.holds(CHECKOUT)).isTrue();
    }

    @Test
    void learnsTheKeysOfOtherInstances() {
        backlog.looked(backlog.ticket(), new SpillState(1, 7, 2.5, 0, Set.of("checkout"), false));

        assertThat(backlog.holds(CHECKOUT)).isTrue();
        assertThat(backlog.holds(List.of(message("web")))).isFalse();
    }

    @Test
    void holdsEveryKeyWhenThereAreMoreThanItCanKnow() {
        backlog.looked(backlog.ticket(), new SpillState(1, 7, 2.5, 0, Set.of("checkout"), true));

        assertThat(backlog.holds(List.of(message("web")))).isTrue();
    }

    @Test
    void letsGoOfAllAtOnce() {
        backlog.committing(CHECKOUT);

        backlog.clear();

        assertThat(backlog.isHolding()).isFalse();
        assertThat(backlog.holds(CHECKOUT)).isFalse();
    }

    private static WireMessage message(String key) {
        return new WireMessage(Topic.ALERTS, key, Map.of(), new byte[0]);
    }
}
