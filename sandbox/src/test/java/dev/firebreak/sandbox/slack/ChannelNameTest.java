package dev.firebreak.sandbox.slack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChannelNameTest {
    @ParameterizedTest
    @ValueSource(strings = {"a", "incidents", "on-call_2", "störungen", "障害"})
    void isFoundAgainByItsIdAfterARestart(String name) {
        String id = ChannelName.id(name);

        assertThat(id).matches("C[0-9A-Z]{8,}");
        assertThat(ChannelName.of(id)).contains(name);
        assertThat(ChannelName.of("#" + name)).contains(name);
    }

    @Test
    void takesTheLongestNameThatSlackAllows() {
        String name = "x".repeat(80);

        assertThat(ChannelName.of(ChannelName.id(name))).contains(name);
        assertThat(ChannelName.of(name + "x")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "#", "Incidents", "two words", "C0123456789", "C00000000", "CZZZZZZZZZZZZZ"})
    void isNoneWhenSlackWouldNotKnowIt(String reference) {
        assertThat(ChannelName.of(reference)).isEmpty();
    }
}
