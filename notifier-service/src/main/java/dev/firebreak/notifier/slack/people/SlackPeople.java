package dev.firebreak.notifier.slack.people;

import com.slack.api.methods.response.users.UsersInfoResponse;
import com.slack.api.model.User;
import dev.firebreak.model.Actor;
import dev.firebreak.model.Origin;
import dev.firebreak.model.incident.Assignee;
import dev.firebreak.notifier.delivery.Outcome;
import dev.firebreak.notifier.inbound.UnavailableException;
import dev.firebreak.notifier.inbound.WhilePersonWaits;
import dev.firebreak.notifier.slack.SlackClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Knows people by their Slack user id, or else by the e-mail address that Slack has of them. Slack is only asked where
 * an address could make a difference, and what it said counts for ten minutes.
 */
public class SlackPeople {
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final Duration PATIENCE = Duration.ofMillis(1200);
    private static final int MOST = 5_000;

    private final Responders responders;
    private final SlackClient slack;
    private final InstantSource clock;
    private final Map<String, Profile> known = new ConcurrentHashMap<>();

    public SlackPeople(Collection<String> responders, SlackClient slack, InstantSource clock) {
        this.responders = Responders.of(responders);
        this.slack = slack;
        this.clock = clock;
    }

    /** @param mail empty when Slack does not tell */
    private record Profile(String name, String mail, Instant at) {}

    /** @param name as Slack sent it with what they did; may be the id */
    public Standing of(String userId, String name) {
        if (responders.ids().contains(userId)) {
            return responder(userId, name);
        }
        if (responders.mails().isEmpty()) {
            return stranger(userId, name, "You may not do this yet: " + wayOut(userId, ""));
        }
        Optional<Profile> profile = profile(userId);
        if (profile.isEmpty()) {
            return new Standing.Unknown("Slack does not say just now who you are. Please try again in a moment, or ask"
                    + " for your Slack user id " + userId + " to be added to FIREBREAK_SLACK_RESPONDERS.");
        }
        return responders.hasMail(profile.get().mail())
                ? responder(userId, profile.get().name())
                : stranger(
                        userId,
                        profile.get().name(),
                        "You may not do this yet: "
                                + wayOut(userId, profile.get().mail()));
    }

    /**
     * As whom they have an incident.
     *
     * @param name by which they are known here; blank for the one that Slack has of them
     */
    public Assignee assignee(String userId, String name) {
        Optional<Profile> profile = profile(userId);
        String known = name.isBlank() ? profile.map(Profile::name).orElse("") : name;
        return new Assignee(
                known.isBlank() ? userId : known, profile.map(Profile::mail).orElse(null));
    }

    private static Standing responder(String userId, String name) {
        return new Standing.Responder(actor(userId, name, List.of("responder")));
    }

    private static Standing stranger(String userId, String name, String words) {
        return new Standing.Stranger(actor(userId, name, List.of()), words);
    }

    private static Actor actor(String userId, String name, List<String> roles) {
        return new Actor("slack:" + userId, name.isBlank() ? userId : name, Origin.SLACK, roles);
    }

    private static String wayOut(String userId, String mail) {
        return "add " + (mail.isEmpty() ? "" : "your address " + mail.replace('`', '\'') + " or ")
                + "your Slack user id " + userId + " to the setting FIREBREAK_SLACK_RESPONDERS of notifier-service.";
    }

    private Optional<Profile> profile(String userId) {
        Profile profile = known.get(userId);
        if (profile != null && profile.at().plus(KEPT).isAfter(clock.instant())) {
            return Optional.of(profile);
        }
        try {
            return WhilePersonWaits.get(
                            slack.call(client -> client.usersInfo(info -> info.user(userId)), this::profileOf),
                            PATIENCE)
                    .flatMap(outcome -> outcome instanceof Outcome.Delivered<Profile>(Profile found)
                            ? Optional.of(remembered(userId, found))
                            : Optional.empty());
        } catch (UnavailableException e) {
            return Optional.empty();
        }
    }

    private Profile remembered(String userId, Profile profile) {
        if (known.size() >= MOST) {
            known.clear();
        }
        known.put(userId, profile);
        return profile;
    }

    private Profile profileOf(UsersInfoResponse answer) {
        User user = answer.getUser();
        User.@Nullable Profile profile = user.getProfile();
        return new Profile(
                Objects.requireNonNullElse(user.getRealName(), ""),
                profile == null ? "" : Objects.requireNonNullElse(profile.getEmail(), ""),
                clock.instant());
    }
}
