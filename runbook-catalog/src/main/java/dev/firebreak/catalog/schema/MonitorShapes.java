package dev.firebreak.catalog.schema;

import static dev.firebreak.catalog.schema.Shape.duration;
import static dev.firebreak.catalog.schema.Shape.expression;
import static dev.firebreak.catalog.schema.Shape.integer;
import static dev.firebreak.catalog.schema.Shape.list;
import static dev.firebreak.catalog.schema.Shape.name;
import static dev.firebreak.catalog.schema.Shape.number;
import static dev.firebreak.catalog.schema.Shape.oneOrList;
import static dev.firebreak.catalog.schema.Shape.secret;
import static dev.firebreak.catalog.schema.Shape.text;
import static dev.firebreak.catalog.schema.Shape.words;

import dev.firebreak.catalog.system.Threshold;
import dev.firebreak.model.Severity;

/** A monitor, as {@code MonitorReader} and {@code ProbeReader} read it. */
final class MonitorShapes {
    private static final int HIGHEST_PORT = 65_535;

    private MonitorShapes() {}

    static Shape monitor() {
        return Keys.of("name", name())
                .and("service", text())
                .and("http", http())
                .and("tcp", Keys.of("host", text()).and("port", port()).section("host", "port"))
                .and("tls", tls())
                .and(
                        "dns",
                        Keys.of("host", text()).and("addresses", list(text())).section("host"))
                .and("prometheus", text().about("PromQL"))
                .and("sql", Keys.of("url", secret()).and("query", text()).section("url", "query"))
                .and("heartbeat", Keys.of("within", duration()).section("within"))
                .and("threshold", text())
                .and("unit", text())
                .and("warning", number())
                .and("critical", number())
                .and("worse", words(Threshold.Worse.class))
                .and("every", duration().byDefault("30s"))
                .and("timeout", duration().byDefault("5s"))
                .and("failAfter", integer(1, 1_000).byDefault(1))
                .and("recoverAfter", integer(1, 1_000))
                .and("for", duration().byDefault("0s"))
                .and(
                        "raise",
                        Keys.of("name", text())
                                .and("severity", words(Severity.class))
                                .section("name"))
                .section("name", "service");
    }

    private static Shape http() {
        return Keys.of("url", text())
                .and("status", oneOrList(integer(100, 599)).byDefault(200))
                .and("expect", expression())
                .and("contains", text())
                .and("token", secret())
                .section("url");
    }

    private static Shape tls() {
        return Keys.of("host", text())
                .and("port", port().byDefault(443))
                .and("warning", duration())
                .and("critical", duration())
                .section("host");
    }

    private static Shape port() {
        return integer(1, HIGHEST_PORT);
    }
}
