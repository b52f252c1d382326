package dev.firebreak.catalog.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebreak.catalog.Alerts;
import dev.firebreak.model.Severity;
import dev.firebreak.model.alert.Alert;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(
        value = 15,
        unit = TimeUnit.MINUTES,
        threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // only what hangs takes so long
class ExpressionsTest {
    private static final Alert ALERT = Alerts.prometheus("HighErrorRate", Severity.CRITICAL, "service", "web");
    private static final Scope SCOPE = Scope.builder(Alerts.NOON)
            .alert(ALERT)
            .step("flush", true, Map.of("keys", "12"), "before")
            .build();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alert.name == 'HighErrorRate'",
                "alert.labels.service == 'web'",
                "alert.project == 'shop' || alert.labels.service == 'web'",
                "!has(alert.labels.region) || alert.labels.region != 'eu'",
                "!has(alert.project)",
                "alert.severity in ['critical', 'error']",
                "alert.name.matches('(?i)^high')",
                "now - alert.startsAt < duration('1m')",
                "steps.flush.ok && steps['flush'].output.keys == '12'"
            })
    void holds(String source) {
        assertThat(Condition.parse(source, Site.STEP).holds(SCOPE)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alert.labels.region == 'eu'",
                "alert.labels.region != 'eu'",
                "!(alert.labels.region == 'eu')",
                "alert.project == 'shop'",
                "deployment.suspect.commit == 'abc'",
                "incident.acknowledged",
                "steps.other.ok",
                "1 / 0 == 1"
            })
    void doesNotHoldWhereAValueIsMissing(String source) {
        Condition condition = Condition.parse(source, Site.STEP);

        assertThat(condition.holds(SCOPE)).isFalse();
        assertThat(condition.explain(SCOPE)).isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void saysWhyItCouldNotBeEvaluated() {
        assertThat(Condition.parse("alert.labels.region == 'eu'", Site.ALERT).explain(SCOPE))
                .isEqualTo(new Outcome.Failed("there is no value for 'region' in alert.labels.region == 'eu'"));
    }

    @Test
    void isRestoredFromItsSource() {
        var condition = Condition.parse("incident.acknowledged", Site.INCIDENT);

        assertThat(Condition.parse(condition.source(), Site.INCIDENT)).isEqualTo(condition);
        assertThatThrownBy(() -> Condition.parse("incident.acknowledged", Site.IDENTIFY))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("found 'incident', expected one of alert, now");
        assertThatThrownBy(() -> Condition.parse("'text'", Site.ALERT)).hasMessageContaining("not true or false");
    }

    @Test
    void whatCostsTooMuchEndsAndDoesNotHold() {
        var list = Arrays.asList(new Object[2_000]);
        list.replaceAll(_ -> 1L);
        var nested = Expectation.parse("body.all(a, body.all(b, body.all(c, a + b + c > 0)))");

        Outcome outcome = nested.explain(200, list);

        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        assertThatThrownBy(() -> Condition.parse("(".repeat(3_000) + "true" + ")".repeat(3_000), Site.ALERT))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Condition.parse("true " + "|| true ".repeat(2_000), Site.ALERT))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void expectsOfAnAnswerWhatItsJsonSays() {
        Map<String, Object> body = Map.of(
                "status", "healthy", "checks", Map.of("redis", "healthy"), "n", 3, "ratio", 0.5f, "list", List.of(1));

        assertThat(Expectation.parse("status == 200 && body.status == 'healthy'")
                        .holds(200, body))
                .isTrue();
        assertThat(Expectation.parse("body.checks.redis == 'healthy'").holds(200, body))
                .isTrue();
        assertThat(Expectation.parse("body.n > 2 && body.ratio < 1.0 && body.list[0] == 1")
                        .holds(200, body))
                .isTrue();
        assertThat(Expectation.parse("body.checks.database == 'healthy'").holds(200, body))
                .isFalse();
        assertThat(Expectation.parse("body.status == 'healthy'").holds(200, "no object"))
                .isFalse();
        assertThat(Expectation.parse("body.status == 'healthy'").holds(200, null))
                .isFalse();
        assertThat(Expectation.parse("status == 204").holds(204, null)).isTrue();
    }

    @Test
    void takesTemplatesApart() {
        assertThat(TemplateSyntax.split("a ${x['}']} $${b} ${"))
                .containsExactly(
                        new TemplateSyntax.Text("a "),
                        new TemplateSyntax.Code("x['}']", 4),
                        new TemplateSyntax.Text(" ${"),
                        new TemplateSyntax.Text("b} "),
                        new TemplateSyntax.Unclosed(18));
    }

    @Test
    void compilesTheSameTextForTheSamePlaceOnce() {
        var first = Compiler.compile("alert.name == 'only here'", Site.ALERT);

        assertThat(Compiler.compile("alert.name == 'only here'", Site.ALERT)).isSameAs(first);
        assertThat(Compiler.compile("alert.name == 'only here'", Site.STEP)).isNotSameAs(first);
        String tooLong = "true || ".repeat(1_000) + "true";
        assertThat(Compiler.compile(tooLong, Site.ALERT).faults()).isNotEmpty();
        assertThat(Compiler.compile(tooLong, Site.ALERT)).isNotSameAs(Compiler.compile(tooLong, Site.ALERT));
    }
}
