package dev.firebreak.notifier.slack.slash;

import dev.firebreak.model.incident.Incident;
import dev.firebreak.notifier.subject.Columns;
import java.util.List;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** Which incidents somebody may mean. */
class OpenIncidents {
    /** More than anybody reads. */
    static final int MOST = 30;

    private static final String WORST =
            "array_position(array['critical', 'error', 'warning', 'info'], snapshot ->> 'severity'), snapshot ->> 'openedAt'";

    private final DatabaseClient database;

    OpenIncidents(DatabaseClient database) {
        this.database = database;
    }

    /** Also one that is over. */
    Mono<List<Incident>> numbered(long number) {
        return read(database.sql("""
                        select snapshot from subject where (snapshot ->> 'number')::bigint = :number""").bind("number", number));
    }

    /** Open ones with a card in the channel, else all open ones; the worst first. */
    Mono<List<Incident>> near(String channelId) {
        return read(database.sql("""
                        select snapshot from subject
                        where open and snapshot is not null
                          and exists (select from card where card.incident_id = subject.incident_id and channel_id = :channel)
                        order by %s limit :most""".formatted(WORST))
                        .bind("channel", channelId)
                        .bind("most", MOST))
                .flatMap(here -> here.isEmpty() ? open() : Mono.just(here));
    }

    /** The worst first. */
    Mono<List<Incident>> open() {
        return read(
                database.sql("select snapshot from subject where open and snapshot is not null order by %s limit :most"
                                .formatted(WORST))
                        .bind("most", MOST));
    }

    private static Mono<List<Incident>> read(DatabaseClient.GenericExecuteSpec query) {
        return query.map(row -> Columns.requiredJson(row, "snapshot", Incident.class))
                .all()
                .collectList();
    }
}
