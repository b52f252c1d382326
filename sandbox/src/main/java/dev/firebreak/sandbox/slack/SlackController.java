package dev.firebreak.sandbox.slack;

import dev.firebreak.sandbox.call.Answer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.node.ObjectNode;

/** The people of the workspace: what they see, and what they press. */
@RestController
@RequestMapping("/slack")
class SlackController {
    private static final long IN_TIME_MILLIS = 3_000;

    private final Workspace workspace;
    private final Presses presses;
    private final SlackRequests requests;
    private final Ephemerals ephemerals;
    private final SlackJson messages;
    private final SlackLimits limits;

    SlackController(
            Workspace workspace,
            Presses presses,
            SlackRequests requests,
            Ephemerals ephemerals,
            SlackJson messages,
            SlackLimits limits) {
        this.workspace = workspace;
        this.presses = presses;
        this.requests = requests;
        this.ephemerals = ephemerals;
        this.messages = messages;
        this.limits = limits;
    }

    @GetMapping("/channels/{name}/messages")
    List<ObjectNode> messages(@PathVariable String name, @RequestParam(required = false) @Nullable String incident) {
        List<Message> all = workspace.messages(channel(name));
        return all.stream()
                .filter(message -> message.threadTs() == null)
                .filter(message -> incident == null || message.isAbout(incident))
                .map(message -> messages.view(message, replies(all, message), ephemerals.about(message)))
                .toList();
    }

    private static List<Message> replies(List<Message> all, Message root) {
        return all.stream()
                .filter(message -> root.ts().equals(message.threadTs()))
                .toList();
    }

    private Channel channel(String name) {
        try {
            return workspace.channel(name);
        } catch (SlackProblem e) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "no channel '%s'".formatted(name), e);
        }
    }

    /** @param state open, absent, archived or not_in_channel */
    record ChannelState(String state) {}

    @PutMapping("/channels/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void change(@PathVariable String name, @RequestBody ChannelState wanted) {
        channel(name).become(Channel.State.valueOf(wanted.state().toUpperCase(Locale.ROOT)));
    }

    @PutMapping("/limits")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void limits(@RequestBody SlackLimits.Rates rates) {
        limits.set(rates);
    }

    @PostMapping("/press")
    Map<String, Object> press(@RequestBody PressRequest request, UriComponentsBuilder here) {
        Presses.Press press = presses.find(request)
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND, "no message has a button '%s'".formatted(request.action())));
        String responseUrl = here.replacePath("/slack/response/" + press.responseId())
                .replaceQuery(null)
                .toUriString();
        Answer answer = requests.interaction(presses.payload(press, responseUrl));
        return Map.of(
                "status", answer.status(),
                "body", answer.body(),
                "millis", answer.millis(),
                "inTime", answer.millis() <= IN_TIME_MILLIS,
                "channel", press.channel().name(),
                "ts", press.message().ts(),
                "action_id", press.button().actionId(),
                "value", press.button().value());
    }

    /** Types a slash command; the answer is what Slack would show to the one who typed it. */
    @PostMapping("/type")
    Map<String, Object> type(@RequestBody Typed typed, UriComponentsBuilder here) {
        String responseUrl =
                here.replacePath("/slack/response/typed").replaceQuery(null).toUriString();
        Answer answer = requests.command(typed, channel(typed.where()).id(), responseUrl);
        return Map.of(
                "status", answer.status(),
                "body", answer.body(),
                "millis", answer.millis(),
                "inTime", answer.millis() <= IN_TIME_MILLIS);
    }
}
