package dev.firebreak.notifier.slack.home;

import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.remediation.Remediation;
import dev.firebreak.notifier.delivery.Outcome;
import dev.firebreak.notifier.slack.SlackClient;
import dev.firebreak.notifier.slack.card.CardSubject;
import dev.firebreak.notifier.slack.card.HomeRenderer;
import dev.firebreak.notifier.slack.people.SlackPeople;
import dev.firebreak.notifier.subject.Columns;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Shows people their page when they open it, and again after they pressed something on it. */
public class Homes {
    private static final Logger LOG = LoggerFactory.getLogger(Homes.class);
    private static final int MOST = 100;

    /** By then what was pressed has usually had its effect. */
    private static final Duration AFTER_PRESS = Duration.ofSeconds(2);

    private final DatabaseClient database;
    private final SlackClient slack;
    private final SlackPeople people;

    Homes(DatabaseClient database, SlackClient slack, SlackPeople people) {
        this.database = database;
        this.slack = slack;
        this.people = people;
    }

    /** Does not wait: whoever opened the page is shown the old one meanwhile. */
    public void show(String userId) {
        publish(userId).subscribe();
    }

    public void showSoon(String userId) {
        Mono.delay(AFTER_PRESS).then(publish(userId)).subscribe();
    }

    private Mono<Void> publish(String userId) {
        return open().zipWith(
                        Mono.fromCallable(() -> people.assignee(userId, "")).subscribeOn(Schedulers.boundedElastic()),
                        (entries, person) -> HomeRenderer.render("slack:" + userId, person, entries))
                .flatMap(view -> slack.call(
                        client -> client.viewsPublish(it -> it.userId(userId).view(view)), _ -> view))
                .doOnNext(outcome -> {
                    if (!(outcome instanceof Outcome.Delivered<?>)) {
                        LOG.warn("the home of {} is not up to date: {}", userId, outcome);
                    }
                })
                .then()
                .onErrorResume(failure -> {
                    LOG.warn("the home of {} is not up to date: {}", userId, failure.toString());
                    return Mono.empty();
                });
    }

    private Mono<List<HomeRenderer.Entry>> open() {
        return database.sql("""
                        select snapshot, owner,
                            coalesce((select jsonb_agg(of.snapshot) from subject_remediation of
                                where of.incident_id = subject.incident_id), '[]') as remediations
                        from subject where open and snapshot is not null
                        order by array_position(array['critical', 'error', 'warning', 'info'], snapshot ->> 'severity'),
                            snapshot ->> 'openedAt'
                        limit :most""")
                .bind("most", MOST)
                .map(row -> new HomeRenderer.Entry(
                        new CardSubject(
                                Columns.requiredJson(row, "snapshot", Incident.class),
                                List.of(Columns.requiredJson(row, "remediations", Remediation[].class))),
                        row.get("owner", String.class)))
                .all()
                .collectList();
    }
}
