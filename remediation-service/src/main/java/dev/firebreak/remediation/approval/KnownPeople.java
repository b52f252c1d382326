package dev.firebreak.remediation.approval;

import dev.firebreak.catalog.runbook.ApprovalRule;
import dev.firebreak.model.Actor;
import dev.firebreak.model.remediation.Approval;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What the edges said last of each person: their roles count as they are when something is about to be done. */
@Component
public class KnownPeople {
    private final DatabaseClient database;
    private final People people;

    KnownPeople(DatabaseClient database, People people) {
        this.database = database;
        this.people = people;
    }

    public People people() {
        return people;
    }

    public Mono<Void> remember(Actor actor) {
        if (!actor.isPerson()) {
            return Mono.empty();
        }
        return database.sql("""
                INSERT INTO person (actor_id, name, roles, seen_at) VALUES (:id, :name, :roles, clock_timestamp())
                ON CONFLICT (actor_id) DO UPDATE SET name = excluded.name, roles = excluded.roles,
                    seen_at = excluded.seen_at
                """)
                .bind("id", actor.id())
                .bind("name", actor.name())
                .bind("roles", actor.roles().toArray(String[]::new))
                .then();
    }

    /** Why the approval does not count any more; empty when it does. */
    public Mono<Optional<String>> objection(Approval approval, ApprovalRule rule) {
        return database.sql("SELECT actor_id, roles FROM person WHERE actor_id = ANY(:ids)")
                .bind("ids", approval.approvedBy().toArray(String[]::new))
                .map(row -> Map.entry(
                        Objects.requireNonNull(row.get("actor_id", String.class)),
                        Arrays.asList(Objects.requireNonNull(row.get("roles", String[].class)))))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue)
                .map(roles -> people.objection(approval, rule, Map.<String, List<String>>copyOf(roles)));
    }
}
