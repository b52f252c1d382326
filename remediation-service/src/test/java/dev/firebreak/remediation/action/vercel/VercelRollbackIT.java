package dev.firebreak.remediation.action.vercel;

import dev.firebreak.remediation.action.ActionContract;
import dev.firebreak.remediation.action.World;
import java.net.URI;

class VercelRollbackIT extends ActionContract {
    private static final URI NOWHERE = URI.create("http://127.0.0.1:1");

    @Override
    protected Stage stage() {
        VercelStage vercel = new VercelStage();
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
                return new Doing(new VercelRollback(vercel.api(world)), vercel.request("vercel.rollback", with));
            }

            @Override
            public String state() {
                return vercel.live();
            }

            @Override
            public Doing undo(String before) {
                return new Doing(
                        new VercelPromote(vercel.api(World.sandbox())),
                        vercel.request("vercel.promote", "target: shop, deployment: " + before));
            }
        };
    }
}
