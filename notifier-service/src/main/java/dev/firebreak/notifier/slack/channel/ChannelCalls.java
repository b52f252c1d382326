package dev.firebreak.notifier.slack.channel;

import com.slack.api.methods.response.conversations.ConversationsListResponse;
import dev.firebreak.notifier.delivery.Outcome;
import dev.firebreak.notifier.slack.SlackClient;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** What is asked of Slack. What stands already, because an answer was lost, counts as done. */
class ChannelCalls {
    private static final int PAGE = 1000;

    private final SlackClient slack;
    private final ChannelWords words;

    ChannelCalls(SlackClient slack, ChannelWords words) {
        this.slack = slack;
        this.words = words;
    }

    /** Delivers what {@link ChannelStore#done} wants. */
    Mono<Outcome<String>> carryOut(IncidentChannel channel, Task task) {
        return switch (task) {
            case Task.Create(String name) -> create(name);
            case Task.Introduce(String id) -> post(id, words.introduction(channel));
            case Task.Invite(String id, String user) ->
                slack.call(
                        client ->
                                client.conversationsInvite(it -> it.channel(id).users(List.of(user))),
                        _ -> user);
            case Task.TellPostmortem(String id) -> post(id, words.postmortem(channel));
            case Task.Pin(String id, String ts) ->
                slack.call(client -> client.pinsAdd(it -> it.channel(id).timestamp(ts)), _ -> ts)
                        .map(outcome -> standing(outcome, "already_pinned", ts));
            case Task.Archive(String id) ->
                slack.call(client -> client.conversationsArchive(it -> it.channel(id)), _ -> id)
                        .map(outcome -> standing(outcome, "already_archived", id));
            case Task.Nothing _ -> Mono.just(new Outcome.Delivered<>(""));
        };
    }

    private static Outcome<String> standing(Outcome<String> outcome, String error, String receipt) {
        return isRefusal(outcome, error) ? new Outcome.Delivered<>(receipt) : outcome;
    }

    private static boolean isRefusal(Outcome<String> outcome, String error) {
        return outcome instanceof Outcome.Refused<String>(String reason) && reason.contains(error);
    }

    private Mono<Outcome<String>> post(String channelId, String text) {
        return slack.call(
                client -> client.chatPostMessage(it -> it.channel(channelId)
                        .text(text)
                        .parse("none")
                        .linkNames(false)
                        .unfurlLinks(false)
                        .unfurlMedia(false)),
                answer -> answer.getTs());
    }

    private Mono<Outcome<String>> create(String name) {
        return slack.call(
                        client -> client.conversationsCreate(it -> it.name(name)),
                        answer -> answer.getChannel().getId())
                .flatMap(outcome -> isRefusal(outcome, "name_taken") ? find(name, null) : Mono.just(outcome));
    }

    /** Nobody else uses the name: a try of ours without an answer made it. */
    private Mono<Outcome<String>> find(String name, @Nullable String cursor) {
        return slack.call(
                        client -> client.conversationsList(
                                it -> it.limit(PAGE).excludeArchived(true).cursor(cursor)),
                        answer -> new Page(id(answer, name), next(answer)))
                .flatMap(outcome -> switch (outcome) {
                    case Outcome.Delivered<Page>(Page page) ->
                        page.id()
                                .<Mono<Outcome<String>>>map(id -> Mono.just(new Outcome.Delivered<>(id)))
                                .or(() -> page.next().map(more -> find(name, more)))
                                .orElseGet(() -> Mono.just(new Outcome.Refused<>(
                                        "Slack has a channel " + name + " already, which the app does not see")));
                    case Outcome.Later<Page>(String reason, var after, boolean mayHaveHappened) ->
                        Mono.just(new Outcome.Later<>(reason, after, mayHaveHappened));
                    case Outcome.Refused<Page>(String reason) -> Mono.just(new Outcome.Refused<>(reason));
                });
    }

    private record Page(Optional<String> id, Optional<String> next) {}

    private static Optional<String> id(ConversationsListResponse answer, String name) {
        return answer.getChannels().stream()
                .filter(channel -> name.equals(channel.getName()))
                .map(channel -> channel.getId())
                .findFirst();
    }

    private static Optional<String> next(ConversationsListResponse answer) {
        return Optional.ofNullable(answer.getResponseMetadata())
                .map(metadata -> metadata.getNextCursor())
                .filter(cursor -> !cursor.isEmpty());
    }
}
