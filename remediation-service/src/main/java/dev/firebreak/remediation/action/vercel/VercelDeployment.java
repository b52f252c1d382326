package dev.firebreak.remediation.action.vercel;

import dev.firebreak.remediation.outgoing.Answer;
import java.util.List;
import java.util.Map;

/** @param createdAtMillis by Vercel's clock */
record VercelDeployment(String id, long createdAtMillis, boolean isReady, boolean isRollbackCandidate) {
    static List<VercelDeployment> listOf(Answer.Reply reply) {
        if (!(reply.at("deployments") instanceof List<?> all)) {
            return List.of();
        }
        return all.stream()
                .filter(Map.class::isInstance)
                .map(it -> of((Map<?, ?>) it))
                .filter(it -> !it.id.isEmpty())
                .toList();
    }

    /** In lists the id is called {@code uid}. */
    private static VercelDeployment of(Map<?, ?> json) {
        Object id = json.containsKey("uid") ? json.get("uid") : json.get("id");
        Object created = json.containsKey("created") ? json.get("created") : json.get("createdAt");
        Object state = json.containsKey("readyState") ? json.get("readyState") : json.get("state");
        return new VercelDeployment(
                id instanceof String text ? text : "",
                created instanceof Number number ? number.longValue() : 0,
                "READY".equals(state),
                Boolean.TRUE.equals(json.get("isRollbackCandidate")));
    }
}
