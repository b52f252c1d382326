package dev.firebreak.ingest.monitor.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.catalog.system.Breach;
import dev.firebreak.catalog.system.Probe;
import dev.firebreak.catalog.system.Threshold;
import dev.firebreak.embedded.SharedInfrastructure;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Against a real PostgreSQL. */
class SqlLookIT {
    private final Looks looks = new Looks();
    private String url;

    @BeforeEach
    void jobs() throws SQLException {
        url = SharedInfrastructure.freshDatabase();
        String user = SharedInfrastructure.database().user();
        String password = SharedInfrastructure.database().password();
        try (Connection connection = DriverManager.getConnection("jdbc:" + url, user, password)) {
            connection.createStatement().execute("create table job (state text)");
            connection.createStatement().execute("insert into job select 'stuck' from generate_series(1, 7)");
        }
        looks.secret("FIREBREAK_JOBS_URL", url.replace("://", "://" + user + ":" + password + "@"));
    }

    @AfterEach
    void stop() {
        looks.close();
    }

    @Test
    void oneNumberIsHeldAgainstItsBounds() {
        assertThat(looks.at(sql("select count(*) from job where state = 'stuck'")))
                .isEqualTo(new Observation.Seen(Breach.WARNING, 7.0, "stuck-jobs is 7, above 5"));
        assertThat(looks.at(sql("select 10.5::numeric")))
                .isEqualTo(new Observation.Seen(Breach.CRITICAL, 10.5, "stuck-jobs is 10.5, above 10"));
        assertThat(looks.breach(sql("select 0"))).isEqualTo(Breach.NONE);
    }

    @Test
    void itCannotWriteNorTakeTooLong() throws SQLException {
        assertThat(looks.at(sql("with gone as (delete from job returning 1) select count(*) from gone")))
                .isEqualTo(new Observation.Blind("the query of stuck-jobs wants to write"));
        assertThat(looks.at(sql("select count(*) from pg_sleep(300)"), Duration.ofSeconds(5)))
                .isEqualTo(new Observation.Blind("the query of stuck-jobs took too long"));
        assertThat(looks.breach(sql("select count(*) from job"))).isEqualTo(Breach.WARNING); // all are still there
    }

    @Test
    void whatIsNoNumberTellsNothing() {
        assertThat(looks.at(sql("select 'seven'"))).isInstanceOf(Observation.Blind.class);
        assertThat(looks.at(sql("select 1 where false"))).isInstanceOf(Observation.Blind.class);
        assertThat(looks.at(sql("select count(*) from nothing")).text())
                .isEqualTo("the query of stuck-jobs failed with SQL state 42P01");
    }

    @Test
    void anAddressIsNeverTold() {
        try (Looks odd = new Looks().secret("FIREBREAK_JOBS_URL", "postgresql://user:canary@127.0.0.1:1/jobs")) {
            assertThat(odd.at(sql("select 1"), Duration.ofSeconds(2)))
                    .isInstanceOfSatisfying(
                            Observation.Blind.class,
                            blind -> assertThat(blind.text()).doesNotContain("canary"));
        }
        try (Looks odd = new Looks().secret("FIREBREAK_JOBS_URL", "canary")) {
            assertThat(odd.at(sql("select 1")))
                    .isInstanceOfSatisfying(
                            Observation.NotSetUp.class,
                            missing -> assertThat(missing.text())
                                    .contains("jobs-url")
                                    .doesNotContain("canary"));
        }
        try (Looks none = new Looks()) {
            assertThat(none.at(sql("select 1"))).isInstanceOf(Observation.NotSetUp.class);
        }
    }

    private static Probe sql(String query) {
        return new Probe.Sql(
                "jobs-url", query, new Threshold("stuck-jobs", null, 5.0, 10.0, null, Threshold.Worse.HIGHER));
    }
}
