package dev.firebreak.remediation.action.http;

import dev.firebreak.remediation.action.Requests;
import dev.firebreak.remediation.action.World;
import dev.firebreak.remediation.check.CheckContract;
import dev.firebreak.remediation.outgoing.OpenOutside;
import java.util.Map;

class HttpStatusCheckIT extends CheckContract {
    private static final Hook HOOK = new Hook();
    private static final String TARGETS =
            "hook: {url: " + HOOK.url() + ", token: {secret: token}}, away: {url: \"http://127.0.0.1:1/\"}";

    @Override
    protected Looking good() {
        return looking("target: hook");
    }

    @Override
    protected Looking bad() {
        return looking("target: hook, path: /missing");
    }

    @Override
    protected Looking unreachable() {
        return looking("target: away");
    }

    private Looking looking(String with) {
        return new Looking(
                new HttpStatusCheck(OpenOutside.to(null), World.secrets(Map.of("token", CANARY))),
                Requests.request("http.status", TARGETS, with));
    }
}
