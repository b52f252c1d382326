package dev.firebreak.remediation.action.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.firebreak.remediation.action.ActionContract;
import org.junit.jupiter.api.Test;

class PostgresTerminateIdleIT extends ActionContract {
    @Override
    protected Stage stage() {
        return stage(new PostgresStage().idleInTransaction("app"));
    }

    private static Stage stage(PostgresStage postgres) {
        return new Stage() {
            @Override
            public Doing doing() {
                return doing("target: db, idleFor: 0s");
            }

            @Override
            public Doing nothing() {
                return doing("target: empty, idleFor: 0s");
            }

            @Override
            public Doing unreachable() {
                return doing("target: away, idleFor: 0s");
            }

            private Doing doing(String with) {
                return new Doing(
                        new PostgresTerminateIdle(new Sessions(postgres.connections)),
                        postgres.request("postgres.terminateIdle", with));
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
                .idleInTransaction("app")
                .idleInTransaction("firebreak-monitor")
                .idleInTransaction("incident-service")
                .idleInTransaction("pg_dump")
                .idleInTransaction("flyway-migration")
                .busy("other");

        done(stage(postgres).doing());

        await().atMost(PostgresStage.PATIENCE)
                .untilAsserted(() -> assertThat(postgres.alive()).doesNotContain("app "));
        assertThat(postgres.alive())
                .contains("firebreak-monitor", "incident-service", "pg_dump", "flyway-migration", "other");
    }
}
