package dev.firebreak.remediation.action.vercel;

import dev.firebreak.remediation.outgoing.Answer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where production traffic goes, and how the last request to move it fares.
 *
 * @param live the deployment in production; null when Vercel does not say
 */
record VercelProject(@Nullable String live, @Nullable AliasRequest lastRequest) {
    record AliasRequest(String to, String status, Instant requestedAt) {}

    static VercelProject of(Answer.Reply reply) {
        AliasRequest last = aliasRequest(reply);
        if (reply.at("targets.production.id") instanceof String live) {
            return new VercelProject(live, last);
        }
        return new VercelProject(last != null && last.status.equals("succeeded") ? last.to : null, last);
    }

    private static @Nullable AliasRequest aliasRequest(Answer.Reply reply) {
        return reply.at("lastAliasRequest.toDeploymentId") instanceof String to
                        && reply.at("lastAliasRequest.jobStatus") instanceof String status
                        && reply.at("lastAliasRequest.requestedAt") instanceof Number requestedAt
                ? new AliasRequest(to, status, Instant.ofEpochMilli(requestedAt.longValue()))
                : null;
    }
}
