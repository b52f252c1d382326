package dev.firebreak.sandbox.slack;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Stands for {@code hooks.slack.com}: five answers to a press, seen by the person who pressed. */
@RestController
@RequestMapping("/slack")
class ResponseUrlController {
    private static final int MOST_USES = 5;
    private static final int REMEMBERED = 10_000;

    private final Presses presses;
    private final Ephemerals ephemerals;
    private final Map<String, Integer> uses = new HashMap<>();

    ResponseUrlController(Presses presses, Ephemerals ephemerals) {
        this.presses = presses;
        this.ephemerals = ephemerals;
    }

    @PostMapping("/response/{id}")
    ResponseEntity<String> respond(@PathVariable String id, @RequestBody JsonNode body) {
        var press = presses.byResponse(id);
        if (press.isEmpty() || !use(id)) {
            return ResponseEntity.status(HttpStatus.NOT_FOUND).body("used_url");
        }
        ephemerals.add(new Ephemerals.Note(
                press.get().channel().id(),
                press.get().message().ts(),
                press.get().user(),
                body.path("text").asString("")));
        return ResponseEntity.ok("ok");
    }

    private synchronized boolean use(String id) {
        if (uses.size() > REMEMBERED) {
            uses.clear();
        }
        return uses.merge(id, 1, Integer::sum) <= MOST_USES;
    }

    @GetMapping("/responses")
    List<Ephemerals.Note> responses() {
        return ephemerals.all();
    }
}
