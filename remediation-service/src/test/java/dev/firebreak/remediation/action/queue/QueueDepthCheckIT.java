package dev.firebreak.remediation.action.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.embedded.SharedInfrastructure;
import dev.firebreak.remediation.action.Requests;
import dev.firebreak.remediation.action.TargetSecrets;
import dev.firebreak.remediation.action.World;
import dev.firebreak.remediation.action.http.Hook;
import dev.firebreak.remediation.action.postgres.Databases;
import dev.firebreak.remediation.action.prometheus.Measured;
import dev.firebreak.remediation.check.CheckContract;
import dev.firebreak.remediation.outgoing.OpenOutside;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QueueDepthCheckIT extends CheckContract {
    private static final Hook HOOK = new Hook();
    private static final String TARGETS = "hook: {url: " + HOOK.url() + ", token: {secret: token}},"
            + " db: {kind: postgres, url: {secret: db}}, away: {url: \"http://127.0.0.1:1/\"}";

    private final TargetSecrets secrets =
            World.secrets(Map.of("token", "other", "db", Databases.withLogin(SharedInfrastructure.freshDatabase())));

    @Override
    protected Looking good() {
        return looking("target: hook, atMost: 3");
    }

    @Override
    protected Looking bad() {
        return looking("target: hook, atMost: 2");
    }

    @Override
    protected Looking unreachable() {
        return looking("target: away, atMost: 3");
    }

    @Test
    void countsInADatabaseThatItMayOnlyRead() {
        assertThat(look(looking("target: db, query: 'select 4', atMost: 4")).isOk())
                .isTrue();
        assertThat(look(looking("target: db, query: 'select 4', atMost: 3")).isOk())
                .isFalse();
        assertThat(look(looking("target: db, query: 'create table mine (id int)'"))
                        .summary())
                .contains("25006"); // it may only read
    }

    private Looking looking(String with) {
        return new Looking(
                new QueueDepthCheck(
                        OpenOutside.to(null), secrets, Databases.connections(secrets), Measured.prometheus()),
                Requests.request("queue.depth", TARGETS, with));
    }
}
