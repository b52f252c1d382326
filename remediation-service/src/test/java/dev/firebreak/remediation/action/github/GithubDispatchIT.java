package dev.firebreak.remediation.action.github;

import dev.firebreak.remediation.action.ActionContract;
import dev.firebreak.remediation.action.Requests;
import dev.firebreak.remediation.action.World;
import dev.firebreak.remediation.outgoing.OpenOutside;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

class GithubDispatchIT extends ActionContract {
    private static final URI NOWHERE = URI.create("http://127.0.0.1:1");
    private static final AtomicInteger NEXT = new AtomicInteger();

    @Override
    protected Stage stage() {
        String repository = "shop/web" + NEXT.incrementAndGet();
        String targets = "repo: {repository: " + repository + ", token: {secret: token}}";
        return new Stage() {
            @Override
            public Doing doing() {
                return doing(World.sandbox(), "target: repo, workflow: rollback.yml, inputs: {to: blue}");
            }

            @Override
            public Doing nothing() {
                return doing(World.sandbox(), "target: repo, workflow: missing.yml");
            }

            @Override
            public Doing unreachable() {
                return doing(NOWHERE, "target: repo, workflow: rollback.yml");
            }

            private Doing doing(URI world, String with) {
                return new Doing(
                        new GithubDispatch(
                                OpenOutside.to(world),
                                World.secrets(Map.of("token", CANARY)),
                                OpenOutside.settings(world)),
                        Requests.request("github.dispatch", targets, with));
            }

            @Override
            public String state() {
                return World.ask("GET", "/github/repos/" + repository + "/actions/workflows/rollback.yml/runs", "")
                        .toString();
            }
        };
    }
}
