package dev.firebreak.remediation.action.breaker;

import dev.firebreak.remediation.action.Requests;
import dev.firebreak.remediation.action.World;
import dev.firebreak.remediation.check.CheckContract;
import dev.firebreak.remediation.outgoing.OpenOutside;
import java.util.Map;

class BreakerStateCheckIT extends CheckContract {
    @Override
    protected Looking good() {
        return looking("target: shop");
    }

    @Override
    protected Looking bad() {
        return looking("target: shop, is: open");
    }

    @Override
    protected Looking unreachable() {
        return looking("target: none");
    }

    private Looking looking(String with) {
        return new Looking(
                new BreakerStateCheck(new Breakers(OpenOutside.to(null), World.secrets(Map.of()))),
                Requests.request(
                        "breaker.state",
                        "shop: {actuator: \"" + World.sandbox()
                                + "/hosts/breakerstate.test/actuator\", breaker: generation}, none: {actuator: \"http://127.0.0.1:1\", breaker: generation}",
                        with));
    }
}
