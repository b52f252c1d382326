package dev.firebreak.catalog.schema;

import static dev.firebreak.catalog.schema.Shape.duration;
import static dev.firebreak.catalog.schema.Shape.expression;
import static dev.firebreak.catalog.schema.Shape.flag;
import static dev.firebreak.catalog.schema.Shape.integer;
import static dev.firebreak.catalog.schema.Shape.list;
import static dev.firebreak.catalog.schema.Shape.named;
import static dev.firebreak.catalog.schema.Shape.number;
import static dev.firebreak.catalog.schema.Shape.secret;
import static dev.firebreak.catalog.schema.Shape.someOf;
import static dev.firebreak.catalog.schema.Shape.text;
import static dev.firebreak.catalog.schema.Shape.words;

import dev.firebreak.catalog.system.MaintenanceWindow;
import dev.firebreak.catalog.system.Threshold;
import dev.firebreak.model.Severity;
import java.util.List;

/** A system, as {@code SystemReader} and its neighbours read it. */
final class SystemShapes {
    private static final int MOST_INCIDENTS = 100_000;
    private static final Shape CRON = text().about("minute, hour, day, month, weekday, such as 0 2 * * SUN");

    private SystemShapes() {}

    static Shape spec() {
        return Keys.of("title", text())
                .and("severityLevels", named(level()))
                .and("services", named(service()))
                .and("receivers", named(receiver()))
                .and("escalation", list(escalation()))
                .and("raise", list(raise()))
                .and("onCall", named(rotation()))
                .and("prometheus", Keys.of("url", text()).and("token", secret()).section("url"))
                .and("thresholds", named(threshold()))
                .and("monitors", list(MonitorShapes.monitor()))
                .and("maintenance", list(maintenance()))
                .and("quiet", list(quiet()))
                .and("storm", storm())
                .and("automation", automation())
                .and(
                        "inhibit",
                        list(Keys.of("when", expression())
                                .and("mutes", expression())
                                .section("when", "mutes")))
                .section("title", "severityLevels", "services");
    }

    private static Shape automation() {
        return Keys.of("maxShare", number())
                .and("openIncidents", integer(0, 10_000))
                .and("failuresInARow", integer(0, 100))
                .section();
    }

    private static Shape storm() {
        return Keys.of("incidents", integer(0, MOST_INCIDENTS))
                .and("within", duration().byDefault("1m"))
                .section("incidents");
    }

    private static Shape level() {
        return Keys.of("title", text())
                .and("severity", words(Severity.class))
                .and("respondWithin", duration())
                .and("acknowledgeWithin", duration())
                .and("updateEvery", duration())
                .and("page", flag().byDefault(false))
                .and("postmortemWithin", duration())
                .and("ownChannel", flag().byDefault(false))
                .section("title", "severity", "respondWithin");
    }

    private static Shape service() {
        return Keys.of("owner", text())
                .and("identify", expression())
                .and("targets", named(TargetShapes.target()))
                .section("identify");
    }

    private static Shape receiver() {
        return Keys.of("slack", Keys.of("channel", text()).and("onCall", text()).section("channel"))
                .and("pagerduty", Keys.of("routingKey", secret()).section("routingKey"))
                .and(
                        "statuspage",
                        Keys.of("page", secret()).and("token", secret()).section("page", "token"))
                .and("webhook", Keys.of("url", secret()).and("key", secret()).section("url", "key"))
                .and("mail", Keys.of("to", someOf(text())).section("to"))
                .and("teams", Keys.of("url", secret()).section("url"))
                .and("discord", Keys.of("url", secret()).section("url"))
                .section()
                .withOneOf(List.of("slack", "pagerduty", "statuspage", "webhook", "mail", "teams", "discord"));
    }

    private static Shape escalation() {
        Shape condition = expression().about("CEL, or acknowledged, mitigated, resolved");
        return Keys.of("after", duration())
                .and("notify", someOf(text()))
                .and("if", condition)
                .and("unless", condition)
                .and("message", text())
                .section("after", "notify");
    }

    private static Shape raise() {
        return Keys.of("to", text())
                .and("when", expression())
                .and("reason", text())
                .section("to", "when");
    }

    private static Shape rotation() {
        Shape member = Keys.of("name", text()).and("slack", text()).section("name");
        Shape override =
                Keys.of("from", text()).and("to", text()).and("who", text()).section("from", "to", "who");
        return Keys.of("members", someOf(member))
                .and("handoff", text().about("day and time, such as MON 09:00"))
                .and("timezone", text())
                .and("from", text())
                .and("overrides", list(override))
                .section("members", "handoff", "from");
    }

    private static Shape threshold() {
        return Keys.of("unit", text())
                .and("warning", number())
                .and("critical", number())
                .and("prometheus", text().about("PromQL"))
                .and("worse", words(Threshold.Worse.class))
                .section();
    }

    private static Shape maintenance() {
        return Keys.of("title", text())
                .and("schedule", CRON)
                .and("timezone", text())
                .and("lasts", duration())
                .and("services", list(text()))
                .and("automation", words(MaintenanceWindow.Automation.class).byDefault("frozen"))
                .and("alerts", words(MaintenanceWindow.Alerts.class).byDefault("held"))
                .section("title", "schedule", "lasts");
    }

    private static Shape quiet() {
        return Keys.of("schedule", CRON)
                .and("timezone", text())
                .and("lasts", duration())
                .and("receivers", list(text()))
                .and("services", list(text()))
                .and("levels", list(text()))
                .section("schedule", "lasts");
    }

    static Shape cron() {
        return CRON;
    }
}
