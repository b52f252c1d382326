package dev.firebreak.remediation.action.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.firebreak.remediation.action.ActionContract;
import org.junit.jupiter.api.Test;

class PostgresTerminateLongRunningIT extends ActionContract {
    @Override
    protected Stage stage() {
        return stage(new PostgresStage().busy("app"));
    }

    private static Stage stage(PostgresStage postgres) {
        return new Stage() {
            @Override
            public Doing doing() {
                return doing("target: db, runningFor: 0s");
            }

            @Override
            public Doing nothing() {
                return doing("target: empty, runningFor: 0s");
            }

            @Override
            public Doing unreachable() {
                return doing("target: away, runningFor: 0s");
            }

            private Doing doing(String with) {
                return new Doing(
                        new PostgresTerminateLongRunning(new Sessions(postgres.connections)),
                        postgres.request("postgres.terminateLongRunning", with));
            }

            @Override
            public String state() {
                return postgres.alive();
            }
        };
    }

    /** Firebreak itself, dumps and migrations may take as long as they need. */
    @Test
    void sparesWhatIsNotTheApplications() {
        PostgresStage postgres = new PostgresStage()
                .busy("app")
                .busy("firebreak-monitor")
                .busy("incident-service")
                .busy("pg_dump")
                .busy("flyway-migration")
                .idle("other");

        done(stage(postgres).doing());

        await().atMost(PostgresStage.PATIENCE)
                .untilAsserted(() -> assertThat(postgres.alive()).doesNotContain("app "));
        assertThat(postgres.alive())
                .contains("firebreak-monitor", "incident-service", "pg_dump", "flyway-migration", "other");
    }
}
