package dev.firebreak.ingest.spill;

import dev.firebreak.ingest.store.Database;
import dev.firebreak.model.wire.WireMessage;
import java.util.List;
import java.util.function.Function;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** The table {@code spill}. */
final class R2dbcSpillStore implements SpillStore {
    private static final String INSERT = """
            insert into spill (topic, message_key, headers, value)
            select topic, message_key, headers, value
            from unnest($1::text[], $2::text[], $3::text[], $4::text[])
                 with ordinality as given (topic, message_key, headers, value, number)
            order by number
            """;

    private final DatabaseClient client;
    private final Database database;

    R2dbcSpillStore(DatabaseClient client, Database database) {
        this.client = client;
        this.database = database;
    }

    @Override
    public boolean isReady() {
        return database.isReady();
    }

    @Override
    public Mono<Void> insert(List<WireMessage> messages) {
        return Database.shielded(client.sql(INSERT)
                        .bind("$1", texts(messages, message -> message.topic().topicName()))
                        .bind("$2", texts(messages, WireMessage::key))
                        .bind("$3", texts(messages, SpilledRow::headers))
                        .bind("$4", texts(messages, SpilledRow::value))
                        .fetch()
                        .rowsUpdated())
                .then();
    }

    private static String[] texts(List<WireMessage> messages, Function<WireMessage, String> part) {
        return messages.stream().map(part).toArray(String[]::new);
    }
}
