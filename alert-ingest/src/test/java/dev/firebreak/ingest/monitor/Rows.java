package dev.firebreak.ingest.monitor;

import dev.firebreak.embedded.SharedInfrastructure;
import dev.firebreak.model.alert.Signal;
import dev.firebreak.model.wire.Wire;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table as an operator sees it. */
final class Rows {
    private final String url;

    Rows(String url) {
        this.url = url;
    }

    void setPending(String key, Signal... alerts) {
        execute(
                "update ingest.monitor set pending = ? where monitor_key = ?",
                Wire.JSON.writeValueAsString(alerts),
                key);
    }

    void knownLongAgo(String key) {
        execute(
                "update ingest.monitor set known_at = clock_timestamp() - interval '11 minutes', leased_until = null"
                        + " where monitor_key = ?",
                key);
    }

    @Nullable
    String pending(String key) {
        return texts("select pending from ingest.monitor where monitor_key = '" + key + "'")
                .getFirst();
    }

    List<@Nullable String> keys() {
        return texts("select monitor_key from ingest.monitor order by 1");
    }

    int leases() {
        return texts("select monitor_key from ingest.monitor where leased_until is not null")
                .size();
    }

    void execute(String sql, String... parameters) {
        try (Connection connection = open();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first column. No rows while the table is not there yet. */
    List<@Nullable String> texts(String sql) {
        List<@Nullable String> texts = new ArrayList<>();
        try (Connection connection = open();
                ResultSet rows = connection.createStatement().executeQuery(sql)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        } catch (SQLException e) {
            if (!"42P01".equals(e.getSQLState())) {
                throw new IllegalStateException(e);
            }
        }
        return texts;
    }

    private Connection open() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:" + url,
                SharedInfrastructure.database().user(),
                SharedInfrastructure.database().password());
    }
}
