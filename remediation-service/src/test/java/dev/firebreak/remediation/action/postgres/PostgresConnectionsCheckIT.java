package dev.firebreak.remediation.action.postgres;

import dev.firebreak.remediation.check.CheckContract;

class PostgresConnectionsCheckIT extends CheckContract {
    private final PostgresStage postgres = new PostgresStage();

    @Override
    protected Looking good() {
        return looking("target: db, atMost: 100000");
    }

    @Override
    protected Looking bad() {
        postgres.idle("app");
        return looking("target: db, atMost: 0");
    }

    @Override
    protected Looking unreachable() {
        return looking("target: away, atMost: 1");
    }

    private Looking looking(String with) {
        return new Looking(
                new PostgresConnectionsCheck(postgres.connections), postgres.request("postgres.connections", with));
    }
}
