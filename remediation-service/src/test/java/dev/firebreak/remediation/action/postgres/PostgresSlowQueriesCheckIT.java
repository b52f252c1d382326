package dev.firebreak.remediation.action.postgres;

import dev.firebreak.remediation.check.CheckContract;

class PostgresSlowQueriesCheckIT extends CheckContract {
    private final PostgresStage postgres = new PostgresStage();

    @Override
    protected Looking good() {
        return looking("target: db, olderThan: 0s");
    }

    @Override
    protected Looking bad() {
        postgres.busy("app");
        return looking("target: db, olderThan: 0s");
    }

    @Override
    protected Looking unreachable() {
        return looking("target: away");
    }

    private Looking looking(String with) {
        return new Looking(
                new PostgresSlowQueriesCheck(postgres.connections), postgres.request("postgres.slowQueries", with));
    }
}
