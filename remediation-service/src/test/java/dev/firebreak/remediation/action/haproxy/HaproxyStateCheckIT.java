package dev.firebreak.remediation.action.haproxy;

import dev.firebreak.remediation.action.Requests;
import dev.firebreak.remediation.check.CheckContract;
import org.junit.jupiter.api.AfterEach;

class HaproxyStateCheckIT extends CheckContract {
    private final Haproxy haproxy = new Haproxy();

    @AfterEach
    void stop() {
        haproxy.close();
    }

    @Override
    protected Looking good() {
        return looking("target: proxy, backend: app, servers: green");
    }

    @Override
    protected Looking bad() {
        return looking("target: proxy, backend: app, servers: green, is: drained");
    }

    @Override
    protected Looking unreachable() {
        return looking("target: away, backend: app, servers: green");
    }

    private Looking looking(String with) {
        String targets = "proxy: {address: \"" + haproxy.address() + "\"}, away: {address: \"127.0.0.1:1\"}";
        return new Looking(
                new HaproxyStateCheck(new HaproxyRuntime()), Requests.request("haproxy.state", targets, with));
    }
}
