package dev.firebreak.sandbox.slack;

import dev.firebreak.sandbox.call.Answer;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The dialog in front of somebody, and what they fill in. */
@RestController
@RequestMapping("/slack")
class ViewController {
    /**
     * @param values by block; what a select is given is its option's value
     * @param user null means the usual responder
     */
    record Filled(
            @Nullable Map<String, String> values, @Nullable String user) {
        Map<String, String> all() {
            return values == null ? Map.of() : values;
        }

        String person() {
            return user == null || user.isBlank() ? Person.RESPONDER : user;
        }
    }

    private final Views views;
    private final SlackRequests requests;
    private final JsonMapper json;

    ViewController(Views views, SlackRequests requests, JsonMapper json) {
        this.views = views;
        this.requests = requests;
        this.json = json;
    }

    @GetMapping("/modal/{user}")
    JsonNode modal(@PathVariable String user) {
        return views.modalOf(user)
                .map(Views.Open::view)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "no dialog is open for " + user));
    }

    @GetMapping("/home/{user}")
    JsonNode home(@PathVariable String user) {
        return views.homeOf(user)
                .map(Views.Open::view)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, user + " has no home yet"));
    }

    /** Sends the dialog; it stays open when the app finds errors in it. */
    @PostMapping("/submit")
    Map<String, Object> submit(@RequestBody Filled filled) {
        Views.Open modal = views.modalOf(filled.person())
                .orElseThrow(() ->
                        new ResponseStatusException(HttpStatus.NOT_FOUND, "no dialog is open for " + filled.person()));
        Answer answer = requests.interaction(json.writeValueAsString(payload(modal, filled)));
        boolean isDone = answer.status() == 200 && !answer.body().contains("\"errors\"");
        if (isDone) {
            views.close(modal);
        }
        return Map.of("status", answer.status(), "body", answer.body(), "millis", answer.millis(), "closed", isDone);
    }

    private ObjectNode payload(Views.Open modal, Filled filled) {
        ObjectNode payload = json.createObjectNode().put("type", "view_submission");
        payload.putObject("team").put("id", Workspace.TEAM).put("domain", "sandbox");
        payload.putObject("user")
                .put("id", filled.person())
                .put("username", Person.handle(filled.person()))
                .put("name", Person.handle(filled.person()))
                .put("team_id", Workspace.TEAM);
        payload.put("api_app_id", Workspace.APP).put("token", "deprecated");
        ObjectNode view = modal.view().deepCopy();
        ObjectNode values = view.putObject("state").putObject("values");
        for (JsonNode block : modal.view().path("blocks")) {
            JsonNode element = block.path("element");
            if (!element.isMissingNode()) {
                String id = block.path("block_id").asString("");
                ObjectNode value =
                        values.putObject(id).putObject(element.path("action_id").asString(""));
                fill(
                        value.put("type", element.path("type").asString("")),
                        filled.all().get(id));
            }
        }
        payload.set("view", view);
        payload.putArray("response_urls");
        return payload;
    }

    /** What is left empty is null, as in Slack. */
    private static void fill(ObjectNode value, @Nullable String text) {
        if (value.path("type").asString("").endsWith("select")) {
            if (text == null) {
                value.putNull("selected_option");
            } else {
                value.putObject("selected_option").put("value", text);
            }
        } else {
            value.put("value", text);
        }
    }
}
