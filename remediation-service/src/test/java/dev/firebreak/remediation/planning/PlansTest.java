package dev.firebreak.remediation.planning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PlansTest {
    @Test
    void partsThatOnlyTogetherLookAlikeHashDifferently() {
        assertThat(Plans.hash(List.of("ab", "c"))).isNotEqualTo(Plans.hash(List.of("a", "bc")));
        assertThat(Plans.hash(List.of("1:a"))).isNotEqualTo(Plans.hash(List.of("1", "a")));
    }

    @Test
    void theHashIsTheSameWheneverItIsMade() {
        assertThat(Plans.hash(List.of("vercel.rollback", "prj_web")))
                .isEqualTo(Plans.hash(List.of("vercel.rollback", "prj_web")))
                .hasSize(64);
    }
}
