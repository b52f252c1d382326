package dev.firebreak.remediation.action.vercel;

import dev.firebreak.remediation.action.ActionContract;
import dev.firebreak.remediation.action.World;
import java.net.URI;

class VercelPurgeCacheIT extends ActionContract {
    private static final URI NOWHERE = URI.create("http://127.0.0.1:1");

    @Override
    protected boolean leavesTrace() {
        return false;
    }

    @Override
    protected Stage stage() {
        VercelStage vercel = new VercelStage();
        return new Stage() {
            @Override
            public Doing doing() {
                return doing(World.sandbox(), "target: shop, tags: 'menu, prices'");
            }

            @Override
            public Doing nothing() {
                return doing(World.sandbox(), "target: none");
            }

            @Override
            public Doing unreachable() {
                return doing(NOWHERE, "target: shop, tags: 'menu, prices'");
            }

            private Doing doing(URI world, String with) {
                return new Doing(new VercelPurgeCache(vercel.api(world)), vercel.request("vercel.purgeCache", with));
            }

            @Override
            public String state() {
                return vercel.purges();
            }
        };
    }
}
