package dev.firebreak.ingest.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.catalog.system.Breach;
import dev.firebreak.catalog.system.Monitor;
import dev.firebreak.ingest.monitor.MonitorRules.Ruling;
import dev.firebreak.ingest.monitor.probe.Observation;
import dev.firebreak.model.Severity;
import dev.firebreak.model.alert.AlertStatus;
import dev.firebreak.model.wire.Wire;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MonitorRulesTest {
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final Observation GOOD = Observation.good("well");
    private static final Observation BAD = Observation.bad("ill");
    private static final Observation WARNING = new Observation.Seen(Breach.WARNING, 0.02, "error-rate is 0.02");
    private static final Observation CRITICAL = new Observation.Seen(Breach.CRITICAL, 0.2, "error-rate is 0.2");
    private static final Observation BLIND = new Observation.Blind("Prometheus is away");

    private final MonitorRules rules = new MonitorRules(Duration.ofHours(1), Duration.ofMinutes(10));
    private MonitorState state = MonitorState.NEW;
    private Instant now = NOON;

    @Test
    void raisesAtTheThirdFailureInARowAndNotAgain() {
        Monitor health = Monitors.healthCheck(3, 1);

        assertThat(look(health, BAD)).isEmpty();
        assertThat(look(health, BAD)).isEmpty();
        Notice raised = only(look(health, BAD));
        assertThat(look(health, BAD)).isEmpty();

        assertThat(raised.status()).isEqualTo(AlertStatus.FIRING);
        assertThat(raised.number()).isEqualTo(1);
        assertThat(raised.looks()).isEqualTo(3);
        assertThat(raised.raised().name()).isEqualTo("HealthCheckFailed");
        assertThat(raised.raised().severity()).isEqualTo(Severity.ERROR);
        assertThat(raised.raised().startsAt()).isEqualTo(NOON); // of the first of the three
    }

    @Test
    void aGoodLookInBetweenBeginsTheCountAnew() {
        Monitor health = Monitors.healthCheck(3, 1);

        assertThat(looks(health, BAD, BAD, GOOD, BAD, BAD)).isEmpty();
        assertThat(looks(health, BAD)).hasSize(1);
    }

    @Test
    void oneLuckyAnswerEndsNothing() {
        Monitor health = Monitors.healthCheck(1, 2);

        looks(health, BAD);
        assertThat(looks(health, GOOD, BAD, GOOD, BAD, GOOD)).isEmpty();
        Notice over = only(look(health, GOOD));

        assertThat(over.status()).isEqualTo(AlertStatus.RESOLVED);
        assertThat(over.number()).isEqualTo(2);
        assertThat(over.raised().startsAt()).isEqualTo(NOON);
        assertThat(state.isRaised()).isFalse();
    }

    @Test
    void waitsAsLongAsTheRuleSays() {
        Monitor errors = Monitors.errorRate(Duration.ofMinutes(5));

        now = NOON;
        assertThat(look(errors, CRITICAL)).isEmpty();
        now = NOON.plusSeconds(299);
        assertThat(look(errors, CRITICAL)).isEmpty();
        now = NOON.plusSeconds(300);
        assertThat(only(look(errors, CRITICAL)).raised().severity()).isEqualTo(Severity.CRITICAL);
    }

    @Test
    void aWarningGetsWorseAndBetterAsTheSameThing() {
        Monitor errors = Monitors.errorRate(Duration.ZERO);

        Notice warning = only(look(errors, WARNING));
        Notice critical = only(look(errors, CRITICAL));
        Notice better = only(look(errors, WARNING));
        Notice over = only(look(errors, GOOD));

        assertThat(List.of(warning, critical, better, over))
                .extracting(notice -> notice.raised().severity())
                .containsExactly(Severity.WARNING, Severity.CRITICAL, Severity.WARNING, Severity.WARNING);
        assertThat(over.status()).isEqualTo(AlertStatus.RESOLVED);
        assertThat(List.of(warning, critical, better, over))
                .extracting(notice -> notice.raised().startsAt())
                .containsOnly(NOON);
    }

    @Test
    void whatIsCriticalForTooShortATimeIsAWarningMeanwhile() {
        Monitor errors = Monitors.errorRate(Duration.ofMinutes(5));

        look(errors, WARNING);
        now = NOON.plusSeconds(240);
        look(errors, CRITICAL);
        now = NOON.plusSeconds(300);

        assertThat(only(look(errors, CRITICAL)).raised().severity()).isEqualTo(Severity.WARNING);
    }

    @Test
    void toldAgainWhenItGoesOn() {
        Monitor health = Monitors.healthCheck(1, 1);

        look(health, BAD);
        now = NOON.plus(Duration.ofMinutes(59));
        assertThat(look(health, BAD)).isEmpty();
        now = NOON.plus(Duration.ofMinutes(60));
        assertThat(only(look(health, BAD)).number()).isEqualTo(2);
        now = NOON.plus(Duration.ofMinutes(61));
        assertThat(look(health, BAD)).isEmpty();
    }

    @Test
    void notBeingAbleToLookIsNeitherGoodNorBad() {
        Monitor errors = Monitors.errorRate(Duration.ZERO);

        look(errors, CRITICAL);
        assertThat(looks(errors, BLIND, BLIND)).isEmpty();
        assertThat(state.raised()).isNotNull();

        now = NOON.plus(Duration.ofMinutes(10));
        Notice blind = only(look(errors, BLIND));
        assertThat(blind.about()).isEqualTo(Notice.About.BLINDNESS);
        assertThat(blind.raised().name()).isEqualTo("MonitorBlind");
        assertThat(blind.raised().severity()).isEqualTo(Severity.WARNING);
        assertThat(look(errors, BLIND)).isEmpty();

        List<Notice> after = look(errors, GOOD);
        assertThat(after).extracting(Notice::about).containsExactly(Notice.About.BLINDNESS, Notice.About.SUBJECT);
        assertThat(after).extracting(Notice::status).containsOnly(AlertStatus.RESOLVED);
        assertThat(after).extracting(Notice::number).containsExactly(3L, 4L);
    }

    @Test
    void whatIsNotSetUpIsNoSurprise() {
        Monitor errors = Monitors.errorRate(Duration.ZERO);

        for (int i = 0; i < 100; i++) {
            now = now.plus(Duration.ofHours(1));
            assertThat(look(errors, new Observation.NotSetUp("no Prometheus"))).isEmpty();
        }
        assertThat(state.text()).isEqualTo("no Prometheus");
    }

    @Test
    void aMonitorThatIsNoMoreEndsWhatItRaised() {
        looks(Monitors.healthCheck(1, 1), BAD);

        Ruling ruling = rules.retired(state, now);

        assertThat(only(ruling.notices()).status()).isEqualTo(AlertStatus.RESOLVED);
        assertThat(rules.retired(MonitorState.NEW, now).notices()).isEmpty();
    }

    /** Whatever is seen: firing and resolved take turns, and the numbers go up by one. */
    @Test
    void noStoryIsToldTwiceAndNoneStaysOpen() {
        for (long seed = 0; seed < 500; seed++) {
            var random = new Random(seed);
            state = MonitorState.NEW;
            Monitor monitor = random.nextBoolean()
                    ? Monitors.healthCheck(1 + random.nextInt(4), 1 + random.nextInt(4))
                    : Monitors.errorRate(Duration.ofSeconds(random.nextInt(120)));
            List<Notice> all = new ArrayList<>();
            for (int look = 0; look < 100; look++) {
                now = now.plusSeconds(30);
                all.addAll(look(monitor, List.of(GOOD, WARNING, CRITICAL, BLIND).get(random.nextInt(4))));
            }
            for (int look = 0; look < 10; look++) {
                all.addAll(look(monitor, GOOD));
            }

            assertThat(state.isRaised()).as("seed %d", seed).isFalse();
            for (Notice.About about : Notice.About.values()) {
                AlertStatus before = AlertStatus.RESOLVED;
                for (Notice notice : all) {
                    if (notice.about() == about) {
                        assertThat(notice.status() == AlertStatus.RESOLVED && before == AlertStatus.RESOLVED)
                                .as("seed %d ends what is over at %d", seed, notice.number())
                                .isFalse();
                        before = notice.status();
                    }
                }
                assertThat(before).as("seed %d", seed).isEqualTo(AlertStatus.RESOLVED);
            }
            for (int i = 0; i < all.size(); i++) {
                assertThat(all.get(i).number()).isEqualTo(i + 1);
            }
        }
    }

    @Test
    void theStateSurvivesAsJson() {
        Monitor errors = Monitors.errorRate(Duration.ZERO);
        looks(errors, WARNING, CRITICAL);
        now = NOON.plus(Duration.ofMinutes(20));
        looks(errors, BLIND);

        assertThat(Wire.JSON.readValue(Wire.JSON.writeValueAsString(state), MonitorState.class))
                .isEqualTo(state);
        assertThat(Wire.JSON.readValue(Wire.JSON.writeValueAsString(MonitorState.NEW), MonitorState.class))
                .isEqualTo(MonitorState.NEW);
    }

    private List<Notice> look(Monitor monitor, Observation observation) {
        Ruling ruling = rules.after(state, monitor, observation, now);
        state = ruling.after();
        return ruling.notices();
    }

    private List<Notice> looks(Monitor monitor, Observation... observations) {
        List<Notice> all = new ArrayList<>();
        for (Observation observation : observations) {
            all.addAll(look(monitor, observation));
        }
        return all;
    }

    private static Notice only(List<Notice> notices) {
        assertThat(notices).hasSize(1);
        return notices.getFirst();
    }
}
