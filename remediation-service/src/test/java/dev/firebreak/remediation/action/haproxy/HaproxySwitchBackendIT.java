package dev.firebreak.remediation.action.haproxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.remediation.action.ActionContract;
import dev.firebreak.remediation.action.Description;
import dev.firebreak.remediation.action.Dispatch;
import dev.firebreak.remediation.action.Outcome;
import dev.firebreak.remediation.action.Requests;
import dev.firebreak.remediation.outgoing.Deadline;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HaproxySwitchBackendIT extends ActionContract {
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
                return HaproxySwitchBackendIT.this.doing("target: proxy, backend: app, to: blue, upFor: 1s");
            }

            @Override
            public Doing nothing() {
                return HaproxySwitchBackendIT.this.doing("target: proxy, backend: app, to: red, upFor: 1s");
            }

            @Override
            public Doing unreachable() {
                return HaproxySwitchBackendIT.this.doing("target: away, backend: app, to: blue, upFor: 1s");
            }

            @Override
            public String state() {
                return haproxy.ready();
            }

            @Override
            public Doing undo(String before) {
                return HaproxySwitchBackendIT.this.doing("target: proxy, backend: app, upFor: 1s, to: " + before);
            }
        };
    }

    private Doing doing(String with) {
        String targets = "proxy: {address: " + haproxy.socket() + "}, away: {address: \"127.0.0.1:1\"}";
        return new Doing(
                new HaproxySwitchBackend(new HaproxyRuntime()),
                Requests.request("haproxy.switchBackend", targets, with));
    }

    @Test
    void usersAreServedByTheOtherSlotFromThenOn() {
        assertThat(haproxy.serving()).isEqualTo("green");

        done(stage().doing());

        assertThat(haproxy.serving()).isEqualTo("blue");
        assertThat(haproxy.state()).isEqualTo("green1=8/1 green2=8/1 blue1=0/1 blue2=0/1");
    }

    /** A slot that does not come up gets nobody, and the other one keeps everybody. */
    @Test
    void drainsNothingWhenTheOtherSlotDoesNotComeUp() {
        haproxy.breakBlue();
        String before = haproxy.state();
        Doing doing = stage().doing();
        Description.Ready ready = (Description.Ready) heard(doing.action().describe(doing.request()));

        Outcome outcome = heard(doing.action()
                .execute(
                        doing.request(),
                        ready,
                        new Dispatch("key", Deadline.in(Duration.ofSeconds(20)), Duration.ofSeconds(5))));

        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        assertThat(haproxy.serving()).isEqualTo("green");
        assertThat(haproxy.state()).isEqualTo(before);
    }

    @Test
    void aNameCannotCarryACommand() {
        Doing doing = doing("target: proxy, backend: \"app; disable server app/green1\", to: blue, upFor: 1s");

        assertThat(heard(doing.action().describe(doing.request()))).isInstanceOf(Description.Impossible.class);
        assertThat(haproxy.state()).startsWith("green1=0/1");
    }
}
