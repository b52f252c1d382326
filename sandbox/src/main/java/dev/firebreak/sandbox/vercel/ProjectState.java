package dev.firebreak.sandbox.vercel;

import java.util.List;

/**
 * What is kept of a project when the sandbox stops: who was told of a deployment must be able to go back to it later.
 *
 * @param deployments newest first
 * @param served ids of those that production ever served
 * @param live the id of the one that it serves
 */
record ProjectState(
        String project, List<Deployment> deployments, List<String> served, String live, boolean followsBuilds) {}
