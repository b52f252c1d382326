package dev.firebreak.remediation.action.http;

import dev.firebreak.catalog.runbook.Arguments;
import dev.firebreak.remediation.action.TargetSecrets;
import dev.firebreak.remediation.outgoing.Call;
import dev.firebreak.remediation.step.HttpPlace;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/** The request of a check, from its parameters. Checks may POST (JSON-RPC) but change nothing: they may be repeated. */
record HttpLook(Call call) {
    static HttpLook of(Arguments arguments, TargetSecrets secrets) {
        HttpPlace place = HttpPlace.of(arguments);
        Call read =
                Call.read(place.uri(), secrets.find(place.tokenSecret()).orElse(null), arguments.duration("timeout"));
        String method = arguments.text("method").toUpperCase(Locale.ROOT);
        byte[] body = arguments.has("body") ? arguments.text("body").getBytes(StandardCharsets.UTF_8) : null;
        Call call = new Call(
                method, read.uri(), read.headers(), body, read.credential(), read.timeout(), read.deadline(), true);
        return new HttpLook(body == null ? call : call.withHeaders(Map.of("Content-Type", "application/json")));
    }
}
