package dev.firebreak.remediation.action.postgres;

import dev.firebreak.remediation.check.CheckContract;

class PostgresPingIT extends CheckContract {
    private final PostgresStage postgres = new PostgresStage();

    @Override
    protected Looking good() {
        return looking("target: db");
    }

    @Override
    protected Looking bad() {
        return looking("target: away");
    }

    @Override
    protected Looking unreachable() {
        return looking("target: away, timeout: 1s");
    }

    private Looking looking(String with) {
        return new Looking(new PostgresPing(postgres.connections), postgres.request("postgres.ping", with));
    }
}
