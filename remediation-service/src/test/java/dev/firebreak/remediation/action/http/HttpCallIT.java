package dev.firebreak.remediation.action.http;

import dev.firebreak.remediation.action.ActionContract;
import dev.firebreak.remediation.action.Requests;
import dev.firebreak.remediation.action.World;
import dev.firebreak.remediation.outgoing.OpenOutside;
import java.net.URI;
import java.util.Map;

class HttpCallIT extends ActionContract {
    private static final URI NOWHERE = URI.create("http://127.0.0.1:1");

    private static final Hook HOOK = new Hook();

    @Override
    protected boolean leavesTrace() {
        return false;
    }

    @Override
    protected Stage stage() {
        int thing = HOOK.next();
        return new Stage() {
            @Override
            public Doing doing() {
                return doing(World.sandbox(), "target: hook, method: PUT, path: /things/" + thing + ", body: \"{}\"");
            }

            @Override
            public Doing nothing() {
                return doing(World.sandbox(), "target: lost");
            }

            @Override
            public Doing unreachable() {
                return doing(NOWHERE, "target: away");
            }

            private Doing doing(URI world, String with) {
                return new Doing(
                        new HttpCall(OpenOutside.to(world), World.secrets(Map.of("token", CANARY))),
                        Requests.request(
                                "http.call",
                                "hook: {url: " + HOOK.url() + ", token: {secret: token}}, lost: {url: " + HOOK.url()
                                        + ", token: {secret: none}}, away: {url: \"http://127.0.0.1:1/hook\"}",
                                with));
            }

            @Override
            public String state() {
                return HOOK.state("/things/" + thing);
            }
        };
    }
}
