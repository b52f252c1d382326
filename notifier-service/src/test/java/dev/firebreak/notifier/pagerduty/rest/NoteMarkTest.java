package dev.firebreak.notifier.pagerduty.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NoteMarkTest {
    private static final NoteMark MARK = new NoteMark("#12/17");

    @Test
    void knowsItsOwnNoteAlsoWhenItsEndIsCutOff() {
        String note = MARK.before("Ada (slack): the cache was cold");

        assertThat(NoteMark.in(note)).contains(MARK);
        assertThat(NoteMark.in(note.substring(0, 30))).contains(MARK);
    }

    @Test
    void takesNoOtherNoteForItsOwn() {
        assertThat(NoteMark.in(new NoteMark("#12/1").before("Ada: 7"))).isNotEqualTo(MARK);
        assertThat(NoteMark.in("see Firebreak #12/17, Ada")).isEmpty();
        assertThat(NoteMark.in("Firebreak #12 is the one")).isEmpty();
        assertThat(NoteMark.in("")).isEmpty();
    }
}
