package dev.firebreak.remediation.action.breaker;

import dev.firebreak.remediation.action.ActionContract;
import dev.firebreak.remediation.action.Requests;
import dev.firebreak.remediation.action.World;
import dev.firebreak.remediation.outgoing.OpenOutside;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

class BreakerResetIT extends ActionContract {
    private static final URI NOWHERE = URI.create("http://127.0.0.1:1");

    private static final AtomicInteger NEXT = new AtomicInteger();

    @Override
    protected Stage stage() {
        String host = "breaker" + NEXT.incrementAndGet() + ".test";
        World.ask("POST", "/shop/" + host + "/breaker/trip", "{\"upstream\":\"healthy\"}");
        return new Stage() {
            @Override
            public Doing doing() {
                return doing(World.sandbox(), "target: shop");
            }

            @Override
            public Doing nothing() {
                return doing(World.sandbox(), "target: none");
            }

            @Override
            public Doing unreachable() {
                return doing(NOWHERE, "target: shop");
            }

            private Doing doing(URI world, String with) {
                return new Doing(
                        new BreakerReset(new Breakers(OpenOutside.to(world), World.secrets(Map.of("token", CANARY)))),
                        Requests.request(
                                "breaker.reset",
                                "shop: {actuator: \"" + world + "/hosts/" + host
                                        + "/actuator\", breaker: generation, token: {secret: token}}, none: {actuator: \""
                                        + world + "/hosts/" + host + "/actuator\", breaker: no-such}",
                                with));
            }

            @Override
            public String state() {
                return World.ask("GET", "/hosts/" + host + "/api/admin/circuit-breaker-status", "")
                        .path("state")
                        .asString();
            }
        };
    }
}
