package dev.firebreak.remediation.action.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.remediation.action.ActionContract;
import dev.firebreak.remediation.action.Description;
import dev.firebreak.remediation.action.Requests;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HaproxySetStateIT extends ActionContract {
    @SuppressWarnings("NullAway.Init") // made before each test
    private Haproxy haproxy;

    @BeforeEach
    void start() {
        haproxy = new Haproxy();
    }

    @AfterEach
    void stop() {
        haproxy.close();
    }

    @Override
    protected Stage stage() {
        return new Stage() {
            @Override
            public Doing doing() {
                return HaproxySetStateIT.this.doing("target: proxy, backend: app, servers: green2, state: maint");
            }

            @Override
            public Doing nothing() {
                return HaproxySetStateIT.this.doing("target: proxy, backend: app, servers: red, state: maint");
            }

            @Override
            public Doing unreachable() {
                return HaproxySetStateIT.this.doing("target: away, backend: app, servers: green2, state: maint");
            }

            @Override
            public String state() {
                return haproxy.state();
            }

            @Override
            public Doing undo(String before) {
                return HaproxySetStateIT.this.doing("target: proxy, backend: app, servers: green2, state: " + before);
            }
        };
    }

    private Doing doing(String with) {
        String targets = "proxy: {address: " + haproxy.socket() + "}, away: {address: \"127.0.0.1:1\"}";
        return new Doing(
                new HaproxySetState(new HaproxyRuntime()), Requests.request("haproxy.setState", targets, with));
    }

    @Test
    void doesNotTakeTheLastServerThatServes() {
        Doing doing = doing("target: proxy, backend: app, servers: green, state: drain");

        assertThat(heard(doing.action().describe(doing.request())))
                .isEqualTo(new Description.Impossible("no other server of 'app' would serve"));
    }
}
