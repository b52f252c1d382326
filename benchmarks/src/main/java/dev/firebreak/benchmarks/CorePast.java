package dev.firebreak.benchmarks;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Gives the database a past. Two incidents that the service itself brought through their life are written again and
 * again under other ids, keys, words and times, with all their rows: what the service writes tomorrow is copied as well.
 */
final class CorePast implements AutoCloseable {
    private static final int CHUNK = 50_000;
    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final String SERVICE = "case when p.n % 10000 = 0 then 'archive' else t.service end";
    private static final String YEAR = "interval '365 days'";
    /** How old what a table forgets may be, in parts of the year. */
    private static final double KEPT_DELIVERIES = 7.0 / 365;

    private static final double KEPT_TRACES = 14.0 / 365;

    private final Connection connection;
    private final Consumer<String> progress;

    CorePast(Properties addresses, Consumer<String> progress) throws SQLException {
        this.progress = progress;
        connection = DriverManager.getConnection(
                "jdbc:" + addresses.getProperty("FIREBREAK_DATABASE_URL") + "?currentSchema=incident",
                addresses.getProperty("FIREBREAK_DATABASE_USER"),
                addresses.getProperty("FIREBREAK_DATABASE_PASSWORD"));
    }

    long incidents(boolean open) throws SQLException {
        return number("select count(*) from incident where is_open = " + open);
    }

    /** @throws IllegalStateException when the database does not hold exactly what was sent */
    void check(String run, int keys, int alerts) throws SQLException {
        String mine = "correlation_key like '" + CoreLoad.key(run) + "-%' and is_open";
        long incidents = number("select count(*) from incident where " + mine);
        long held = number("select sum((snapshot ->> 'alertCount')::int) from incident where " + mine);
        long traces = number("select count(*) from alert_trace where " + "correlation_key like '" + CoreLoad.key(run)
                + "-%' and outcome in ('opened', 'joined')");
        if (incidents != keys || held != alerts || traces != alerts) {
            throw new IllegalStateException(incidents + " open incidents of " + keys + ", " + held + " alerts and "
                    + traces + " traces of " + alerts);
        }
    }

    /** Until the incident of that order is in this state and can be found by its words. */
    void await(String order, boolean open) throws SQLException, InterruptedException {
        String ready =
                "select count(*) from incident join incident_search on incident_id = id where correlation_key = '"
                        + CoreLoad.key(order) + "' and is_open = " + open;
        while (number(ready) == 0) {
            TimeUnit.MILLISECONDS.sleep(200);
        }
        TimeUnit.SECONDS.sleep(2); // until the index of words has passed by its log
    }

    /** Until the service has looked at all that was written, which it does page by page. */
    void awaitIndexed() throws SQLException, InterruptedException {
        String left = "select count(*) from event_log l, incident_search_place p where l.topic = 'firebreak.incidents'"
                + " and (l.written_by, l.position) > (p.written_by::text::xid8, p.position)";
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (number(left) > 0) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("the index of words has not passed by the past within "
                        + PATIENCE.toMinutes() + " min: " + number(left) + " entries are left");
            }
            TimeUnit.MILLISECONDS.sleep(500);
        }
    }

    /** @param order of the incident that is written again, which needs to be ready */
    void write(String order, int count) throws SQLException {
        execute("set synchronous_commit = off");
        execute("create temporary table if not exists past (n bigint, id uuid, word text, age interval)");
        UUID id = UUID.fromString(
                text("select id::text from incident where correlation_key = '" + CoreLoad.key(order) + "'"));
        for (int from = 0; from < count; from += CHUNK) {
            chunk(order, id, from, Math.min(count, from + CHUNK), count);
            progress.accept(Math.min(count, from + CHUNK) + " of " + count + " incidents written");
        }
        execute("select setval('incident_number', (select max(number) from incident))");
    }

    void tidy() throws SQLException {
        for (String table :
                List.of("incident", "incident_search", "incident_alert", "event_log", "alert_trace", "inbox")) {
            execute("vacuum (analyze) " + table);
        }
    }

    private void chunk(String order, UUID id, int from, int to, int count) throws SQLException {
        execute("truncate past");
        execute("insert into past select n, uuidv7(n * " + YEAR + " / " + count + " - " + YEAR + "), '" + order
                + "-' || n, (" + count + " - n) * " + YEAR + " / " + count + " from generate_series(" + (from + 1)
                + ", " + to + ") as n");
        String one = "id = '" + id + "'";
        String ofOne = "incident_id = '" + id + "'";
        copy(
                "incident",
                one,
                order,
                id,
                Map.of(
                        "id",
                        "p.id",
                        "number",
                        "nextval('incident_number')",
                        "service",
                        SERVICE,
                        "next_due_at",
                        "case when t.next_due_at is not null then clock_timestamp() + interval '30 days' end"),
                "true");
        copy(
                "event_log",
                "subject_id = '" + id + "'",
                order,
                id,
                Map.of(
                        "subject_id",
                        "p.id",
                        "event_id",
                        "uuidv7(-p.age)",
                        "position",
                        "nextval('event_log_position_seq')"),
                "true");
        copy("incident_alert", ofOne, order, id, Map.of("incident_id", "p.id"), "true");
        copy(
                "incident_search",
                ofOne,
                order,
                id,
                Map.of(
                        "incident_id",
                        "p.id",
                        "number",
                        "(select i.number from incident i where i.id = p.id)",
                        "service",
                        SERVICE),
                "true");
        copy(
                "alert_trace",
                ofOne,
                order,
                id,
                Map.of("id", "uuidv7(-p.age)", "incident_id", "p.id"),
                "p.n > " + (long) (count * (1 - KEPT_TRACES)));
        execute("insert into inbox select 'alerts', 'past:' || p.id, clock_timestamp() - p.age from past p where p.n > "
                + (long) (count * (1 - KEPT_DELIVERIES)));
    }

    /** All columns as they are but for those given, and with its own words and times in texts. */
    private void copy(String table, String template, String order, UUID id, Map<String, String> other, String which)
            throws SQLException {
        List<String> names = new ArrayList<>();
        List<String> values = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet columns = statement.executeQuery(
                        "select column_name, udt_name from information_schema.columns where table_schema = 'incident'"
                                + " and is_generated = 'NEVER' and table_name = '" + table + "'")) {
            while (columns.next()) {
                String name = columns.getString(1);
                names.add(name);
                values.add(other.getOrDefault(name, value("t." + name, columns.getString(2), order, id)));
            }
        }
        // the service may have indexed the words by their log already
        execute("insert into " + table + " (" + String.join(", ", names) + ") select " + String.join(", ", values)
                + " from (select * from " + table + " where " + template + ") t, past p where " + which
                + " order by p.n on conflict do nothing");
    }

    private static String value(String column, String type, String order, UUID id) {
        return switch (type) {
            case "json", "jsonb", "text" ->
                "replace(replace(replace(" + column + "::text, '" + id + "', p.id::text), '" + order
                        + "', p.word), 'region-0', 'region-' || p.n % 100)::" + type;
            case "timestamptz" -> column + " - p.age";
            default -> column;
        };
    }

    private long number(String query) throws SQLException {
        return Long.parseLong(text(query));
    }

    private String text(String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(query)) {
            found.next();
            return String.valueOf(found.getString(1));
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
