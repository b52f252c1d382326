package dev.firebreak.remediation.action.prometheus;

import dev.firebreak.remediation.action.Requests;
import dev.firebreak.remediation.check.CheckContract;

class PrometheusQueryCheckIT extends CheckContract {
    @Override
    protected Looking good() {
        return looking("target: prometheus, threshold: depth");
    }

    @Override
    protected Looking bad() {
        return looking("target: prometheus, query: queue_depth, expect: \"body.value > 3.0\"");
    }

    @Override
    protected Looking unreachable() {
        return looking("target: away, threshold: depth");
    }

    private Looking looking(String with) {
        return new Looking(
                new PrometheusQueryCheck(Measured.prometheus()),
                Requests.request("prometheus.query", Measured.TARGETS, with));
    }
}
