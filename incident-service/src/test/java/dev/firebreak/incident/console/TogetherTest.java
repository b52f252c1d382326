package dev.firebreak.incident.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.springframework.dao.QueryTimeoutException;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

class TogetherTest {
    private final List<Sinks.One<String>> readings = new ArrayList<>();
    private final Together<String, String> together = new Together<>(_ -> {
        Sinks.One<String> reading = Sinks.one();
        readings.add(reading);
        return reading.asMono();
    });

    @Test
    void whoAsksDuringAReadingSharesTheNextOne() throws Exception {
        CompletableFuture<String> first = together.read("page").toFuture();
        CompletableFuture<String> second = together.read("page").toFuture();
        CompletableFuture<String> third = together.read("page").toFuture();

        assertThat(readings).hasSize(1);
        answer(0, "before");
        assertThat(of(first)).isEqualTo("before");
        assertThat(second).isNotDone();
        assertThat(readings).hasSize(2);
        answer(1, "after");
        assertThat(List.of(of(second), of(third))).containsOnly("after");
        assertThat(readings).hasSize(2);
    }

    @Test
    void aQuietOneIsReadAnew() throws Exception {
        CompletableFuture<String> first = together.read("page").toFuture();
        answer(0, "once");
        assertThat(of(first)).isEqualTo("once");

        CompletableFuture<String> later = together.read("page").toFuture();
        answer(1, "again");
        assertThat(of(later)).isEqualTo("again");
    }

    @Test
    void keysDoNotWaitForEachOther() throws Exception {
        var _ = together.read("slow").toFuture();
        CompletableFuture<String> other = together.read("other").toFuture();
        answer(1, "here");
        assertThat(of(other)).isEqualTo("here");
    }

    @Test
    void aFailureIsToldAndForgotten() throws Exception {
        CompletableFuture<String> first = together.read("page").toFuture();
        CompletableFuture<String> second = together.read("page").toFuture();
        readings.getFirst()
                .tryEmitError(new IllegalStateException("the database is away"))
                .orThrow();

        assertThatThrownBy(() -> of(first))
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage("the database is away");
        answer(1, "back");
        assertThat(of(second)).isEqualTo("back");
    }

    @Test
    void aReadingGoesOnWhenItsFirstListenerLeaves() throws Exception {
        together.read("page").subscribe().dispose();
        CompletableFuture<String> second = together.read("page").toFuture();
        answer(0, "for nobody");
        answer(1, "for the second");
        assertThat(of(second)).isEqualTo("for the second");
    }

    @Test
    void aReadingThatCannotEvenBeginIsAFailure() {
        Together<String, String> broken = new Together<>(_ -> {
            throw new IllegalStateException("no connection");
        });
        for (int i = 0; i < 2; i++) {
            Mono<String> asked = broken.read("page");
            assertThatThrownBy(() -> asked.block(Duration.ofSeconds(20))).hasMessageContaining("no connection");
        }
    }

    @Test
    void nobodyWaitsForEverBehindAnAnswerThatWasLost() throws Exception {
        List<Mono<String>> answers = new ArrayList<>(List.of(Mono.never(), Mono.just("again")));
        Together<String, String> cutOff = new Together<>(_ -> answers.removeFirst(), Duration.ofMillis(100));
        CompletableFuture<String> lost = cutOff.read("page").toFuture();
        CompletableFuture<String> behind = cutOff.read("page").toFuture();

        assertThatThrownBy(() -> of(lost)).hasRootCauseInstanceOf(QueryTimeoutException.class);
        assertThat(of(behind)).isEqualTo("again");
    }

    private void answer(int reading, String with) {
        readings.get(reading).tryEmitValue(with).orThrow();
    }

    private static String of(CompletableFuture<String> answer) throws Exception {
        return answer.get(20, TimeUnit.SECONDS);
    }
}
