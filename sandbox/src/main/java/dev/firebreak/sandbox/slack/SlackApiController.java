package dev.firebreak.sandbox.slack;

import dev.firebreak.model.Secret;
import dev.firebreak.sandbox.SandboxSettings;
import dev.firebreak.sandbox.call.Call;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code https://slack.com/api/{method}}. */
@RestController
class SlackApiController {
    private final SlackMethods methods;
    private final SlackLimits limits;
    private final Workspace workspace;
    private final Sockets sockets;
    private final Optional<String> token;
    private final JsonMapper json;

    SlackApiController(
            SlackMethods methods,
            SlackLimits limits,
            Workspace workspace,
            Sockets sockets,
            SandboxSettings settings,
            JsonMapper json) {
        this.methods = methods;
        this.limits = limits;
        this.workspace = workspace;
        this.sockets = sockets;
        this.token = settings.slack().botToken().map(Secret::reveal).filter(text -> !text.isBlank());
        this.json = json;
    }

    @RequestMapping(
            path = "/slack/api/{method}",
            method = {RequestMethod.GET, RequestMethod.POST})
    ResponseEntity<ObjectNode> call(@PathVariable String method, ServerWebExchange exchange) {
        Call call = Call.of(exchange);
        call.fact("call", method);
        try {
            var arguments = new SlackArguments(json, call);
            if (method.equals("apps.connections.open")) {
                return ResponseEntity.ok(connect(call, exchange));
            }
            authenticate(call.bearer().or(() -> arguments.text("token")));
            int seconds = limits.waitFor(method, channelId(arguments));
            if (seconds > 0) {
                return ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
                        .header("Retry-After", String.valueOf(seconds))
                        .body(refusal(call, "ratelimited"));
            }
            ObjectNode answer = json.createObjectNode().put("ok", true);
            answer.setAll(methods.answer(method, arguments, call));
            call.fact("ok", true);
            return ResponseEntity.ok(answer);
        } catch (SlackProblem problem) {
            return ResponseEntity.ok(refusal(call, problem.code()));
        }
    }

    /** The app's own token opens it, not the bot's. */
    private ObjectNode connect(Call call, ServerWebExchange exchange) {
        if (call.bearer().filter(token -> token.startsWith("xapp-")).isEmpty()) {
            throw new SlackProblem("not_allowed_token_type");
        }
        String url = UriComponentsBuilder.fromUri(exchange.getRequest().getURI())
                .scheme("ws")
                .replacePath(Sockets.PATH)
                .replaceQuery("ticket=" + sockets.ticket())
                .toUriString();
        return json.createObjectNode().put("ok", true).put("url", url);
    }

    /** Whether it is called by name or by id, it is one channel with one limit. */
    private String channelId(SlackArguments arguments) {
        return arguments
                .text("channel")
                .map(reference -> workspace.channel(reference).id())
                .orElse("");
    }

    private void authenticate(Optional<String> given) {
        String bearer = given.orElseThrow(() -> new SlackProblem("not_authed"));
        boolean known = token.map(bearer::equals).orElse(bearer.startsWith("xoxb-"));
        if (!known) {
            throw new SlackProblem("invalid_auth");
        }
    }

    private ObjectNode refusal(Call call, String code) {
        call.fact("ok", false);
        call.fact("error", code);
        return json.createObjectNode().put("ok", false).put("error", code);
    }
}
