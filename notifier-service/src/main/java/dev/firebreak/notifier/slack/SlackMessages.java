package dev.firebreak.notifier.slack;

import com.slack.api.methods.request.chat.ChatPostMessageRequest;
import com.slack.api.model.Message;
import dev.firebreak.model.incident.IncidentId;
import dev.firebreak.notifier.delivery.Outcome;
import dev.firebreak.notifier.slack.card.Card;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The few methods of Slack's Web API that are used, each answer judged. Nothing is retried here: the lanes do. */
public class SlackMessages {
    private static final String CARD = "firebreak_incident";
    private static final String NOTICE = "firebreak_notice";
    private static final String TIMELINE = "firebreak_timeline";
    private static final int LOOKED_AT = 200;

    /** Clocks differ; a message may look a little older than the try that sent it. */
    private static final Duration SKEW = Duration.ofMinutes(1);

    private final SlackClient slack;

    public SlackMessages(SlackClient slack) {
        this.slack = slack;
    }

    /** Where a message stands. */
    public record Place(String channelId, String ts) {
        String link() {
            return "https://slack.com/archives/" + channelId + "/p" + ts.replace(".", "");
        }
    }

    /** A message of its own, which is not changed later. */
    Mono<Outcome<Place>> post(String channel, Card card) {
        ChatPostMessageRequest request =
                message(channel, card.text()).blocksAsString(card.blocks()).build();
        return slack.call(
                client -> client.chatPostMessage(request), answer -> new Place(answer.getChannel(), answer.getTs()));
    }

    Mono<Outcome<Place>> postCard(String channel, IncidentId incident, String receiver, Card card) {
        ChatPostMessageRequest request = message(channel, card.text())
                .blocksAsString(card.blocks())
                .metadata(metadata(CARD, Map.of("incident", incident.toString(), "receiver", receiver)))
                .build();
        return slack.call(
                client -> client.chatPostMessage(request), answer -> new Place(answer.getChannel(), answer.getTs()));
    }

    /** @param channel may be a person's id: then only they see it */
    public Mono<Outcome<Place>> postNotice(String channel, UUID id, Card card) {
        ChatPostMessageRequest request = message(channel, card.text())
                .blocksAsString(card.blocks())
                .metadata(metadata(NOTICE, Map.of("notice", id.toString())))
                .build();
        return slack.call(
                client -> client.chatPostMessage(request), answer -> new Place(answer.getChannel(), answer.getTs()));
    }

    public Mono<Outcome<Place>> updateCard(Place place, Card card) {
        return slack.call(
                client -> client.chatUpdate(update -> update.channel(place.channelId())
                        .ts(place.ts())
                        .text(card.text())
                        .blocksAsString(card.blocks())),
                answer -> new Place(answer.getChannel(), answer.getTs()));
    }

    Mono<Outcome<Place>> reply(Place card, IncidentId incident, Batch batch) {
        ChatPostMessageRequest request = message(card.channelId(), batch.text())
                .threadTs(card.ts())
                .replyBroadcast(batch.isBroadcast())
                .metadata(metadata(
                        TIMELINE,
                        Map.of(
                                "incident",
                                incident.toString(),
                                "batch",
                                batch.id().toString())))
                .build();
        return slack.call(
                client -> client.chatPostMessage(request), answer -> new Place(answer.getChannel(), answer.getTs()));
    }

    /** Where the card of a post without an answer stands; delivers an empty list when it is not there. */
    Mono<Outcome<List<Place>>> findCard(String channel, IncidentId incident, String receiver, Instant since) {
        return find(channel, is(CARD, "incident", incident.toString()).and(is(CARD, "receiver", receiver)), since);
    }

    /** The same for a notice. */
    public Mono<Outcome<List<Place>>> findNotice(String channel, UUID id, Instant since) {
        return find(channel, is(NOTICE, "notice", id.toString()), since);
    }

    private Mono<Outcome<List<Place>>> find(String channel, Predicate<Message> wanted, Instant since) {
        return slack.call(
                client -> client.conversationsHistory(history -> history.channel(channel)
                        .oldest(seconds(since.minus(SKEW)))
                        .limit(LOOKED_AT)
                        .includeAllMetadata(true)),
                answer -> places(channel, answer.getMessages(), wanted));
    }

    Mono<Outcome<List<Place>>> findReply(Place card, UUID batch, Instant since) {
        return slack.call(
                client -> client.conversationsReplies(replies -> replies.channel(card.channelId())
                        .ts(card.ts())
                        .oldest(seconds(since.minus(SKEW)))
                        .limit(LOOKED_AT)
                        .includeAllMetadata(true)),
                answer -> places(card.channelId(), answer.getMessages(), is(TIMELINE, "batch", batch.toString())));
    }

    private static ChatPostMessageRequest.ChatPostMessageRequestBuilder message(String channel, String text) {
        // Links unfold nothing and plain words link nothing: the text is partly from outside.
        return ChatPostMessageRequest.builder()
                .channel(channel)
                .text(text)
                .parse("none")
                .linkNames(false)
                .unfurlLinks(false)
                .unfurlMedia(false);
    }

    private static Message.Metadata metadata(String type, Map<String, Object> payload) {
        return Message.Metadata.builder().eventType(type).eventPayload(payload).build();
    }

    private static Predicate<Message> is(String type, String key, String value) {
        return message -> message.getMetadata() != null
                && type.equals(message.getMetadata().getEventType())
                && message.getMetadata().getEventPayload() != null
                && value.equals(message.getMetadata().getEventPayload().get(key));
    }

    private static List<Place> places(String channelId, @Nullable List<Message> messages, Predicate<Message> wanted) {
        return messages == null
                ? List.of()
                : messages.stream()
                        .filter(wanted)
                        .map(message -> new Place(channelId, message.getTs()))
                        .toList();
    }

    private static String seconds(Instant at) {
        return at.getEpochSecond() + ".000000";
    }
}
