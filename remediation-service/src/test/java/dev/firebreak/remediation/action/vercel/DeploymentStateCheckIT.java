package dev.firebreak.remediation.action.vercel;

import dev.firebreak.remediation.action.World;
import dev.firebreak.remediation.check.CheckContract;
import java.net.URI;

class DeploymentStateCheckIT extends CheckContract {
    private final VercelStage vercel = new VercelStage();

    @Override
    protected Looking good() {
        return looking(World.sandbox(), vercel.good);
    }

    @Override
    protected Looking bad() {
        return looking(World.sandbox(), vercel.good + ", is: error");
    }

    @Override
    protected Looking unreachable() {
        return looking(URI.create("http://127.0.0.1:1"), vercel.good);
    }

    private Looking looking(URI world, String deployment) {
        return new Looking(
                new DeploymentStateCheck(vercel.api(world)),
                vercel.request("deployment.state", "target: shop, deployment: " + deployment));
    }
}
