package dev.firebreak.incident.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamCursorTest {
    @Test
    void sortsByTransactionFirst() {
        assertThat(StreamCursor.parse("7-900")).isLessThan(StreamCursor.parse("8-1"));
        assertThat(StreamCursor.parse("8-1")).isLessThan(StreamCursor.parse("8-2"));
        assertThat(StreamCursor.parse("8-2")).hasToString("8-2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"8", "8-", "-8", "a-1", "1-1-1", "9999999999999999999-1", "1-1 or true"})
    void refusesWhatIsNoId(String text) {
        assertThatThrownBy(() -> StreamCursor.parse(text)).hasMessageContaining("no id of this stream");
    }
}
