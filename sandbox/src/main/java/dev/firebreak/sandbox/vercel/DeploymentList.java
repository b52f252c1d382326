package dev.firebreak.sandbox.vercel;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The filtered list of a project's deployments, newest first. */
final class DeploymentList {
    private static final int USUAL_LIMIT = 20;

    private final VercelJson views;
    private final JsonMapper json;

    DeploymentList(VercelJson views, JsonMapper json) {
        this.views = views;
        this.json = json;
    }

    ObjectNode of(Project project, Map<String, String> query) {
        List<Deployment> found = project.deployments().stream()
                .filter(deployment -> is(query, "target", "production"))
                .filter(deployment -> is(query, "state", "READY"))
                .filter(deployment -> !"true".equals(query.get("rollbackCandidate")) || project.wasServed(deployment))
                .filter(deployment -> created(deployment) > number(query, "since", 0))
                .filter(deployment -> created(deployment) < number(query, "until", Long.MAX_VALUE))
                .limit(Math.max(1, number(query, "limit", USUAL_LIMIT)))
                .toList();
        ObjectNode answer = json.createObjectNode();
        var list = answer.putArray("deployments");
        found.forEach(deployment -> list.add(views.listed(project, deployment)));
        answer.putObject("pagination")
                .put("count", found.size())
                .putNull("next")
                .putNull("prev");
        return answer;
    }

    /** All deployments here are of production and ready; another value finds none. */
    private static boolean is(Map<String, String> query, String name, String only) {
        return query.getOrDefault(name, only).contains(only);
    }

    private static long created(Deployment deployment) {
        return deployment.createdAt().toEpochMilli();
    }

    private static long number(Map<String, String> query, String name, long otherwise) {
        String text = query.get(name);
        if (text == null) {
            return otherwise;
        }
        if (!text.matches("\\d{1,18}")) {
            throw new VercelRefusal(400, "bad_request", "'%s' must be a number".formatted(name));
        }
        return Long.parseLong(text);
    }
}
