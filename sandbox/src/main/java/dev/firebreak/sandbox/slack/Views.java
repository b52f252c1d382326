package dev.firebreak.sandbox.slack;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Dialogs that are open, and each person's home. */
@Component
class Views {
    private static final int MOST = 1_000;

    /** @param view as Slack returns it, with its id */
    record Open(String user, ObjectNode view) {
        String id() {
            return view.path("id").asString("");
        }
    }

    private final JsonMapper json;
    private final Triggers triggers;
    private final Map<String, Open> modals = new LinkedHashMap<>();
    private final Map<String, Open> homes = new LinkedHashMap<>();

    Views(JsonMapper json, Triggers triggers) {
        this.json = json;
        this.triggers = triggers;
    }

    synchronized ObjectNode open(SlackArguments arguments) {
        String user = triggers.use(arguments.required("trigger_id", "invalid_arguments"));
        Open opened = keep(user, view(arguments), "V" + UUID.randomUUID());
        modals.put(opened.id(), opened);
        forgetOldest(modals);
        return answer(opened);
    }

    synchronized ObjectNode update(SlackArguments arguments) {
        String id = arguments.required("view_id", "not_found");
        Open known = Optional.ofNullable(modals.get(id)).orElseThrow(() -> new SlackProblem("not_found"));
        Open changed = keep(known.user(), view(arguments), id);
        modals.put(id, changed);
        return answer(changed);
    }

    synchronized ObjectNode publish(SlackArguments arguments) {
        String user = arguments.required("user_id", "invalid_arguments");
        Open home = keep(user, view(arguments), "VHOME" + user);
        homes.put(user, home);
        forgetOldest(homes);
        return answer(home);
    }

    /** The newest dialog that is open for them. */
    synchronized Optional<Open> modalOf(String user) {
        List<Open> theirs = modals.values().stream()
                .filter(open -> open.user().equals(user))
                .toList();
        return theirs.isEmpty() ? Optional.empty() : Optional.of(theirs.getLast());
    }

    synchronized Optional<Open> homeOf(String user) {
        return Optional.ofNullable(homes.get(user));
    }

    synchronized void close(Open modal) {
        modals.remove(modal.id());
    }

    private static JsonNode view(SlackArguments arguments) {
        JsonNode view = arguments
                .structure("view", "invalid_arguments")
                .orElseThrow(() -> new SlackProblem("invalid_arguments"));
        ViewLimits.check(view);
        return view;
    }

    private Open keep(String user, JsonNode view, String id) {
        ObjectNode kept = json.createObjectNode();
        view.properties().forEach(field -> kept.set(field.getKey(), field.getValue()));
        kept.put("id", id).put("team_id", Workspace.TEAM).put("app_id", Workspace.APP);
        return new Open(user, kept);
    }

    private ObjectNode answer(Open open) {
        return json.createObjectNode().set("view", open.view());
    }

    private static void forgetOldest(Map<String, Open> views) {
        if (views.size() > MOST) {
            views.remove(views.keySet().iterator().next());
        }
    }
}
