package dev.firebreak.incident.audit;

import dev.firebreak.incident.api.Page;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Who changed what and who was refused; for administrators. */
@RestController
@RequestMapping("/api/audit")
public class AuditController {
    private final AuditStore entries;

    AuditController(AuditStore entries) {
        this.entries = entries;
    }

    @GetMapping
    public Mono<Page<AuditEntry>> list(
            @RequestParam(required = false) @Nullable String actor,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String method,
            @RequestParam(required = false) @Nullable String since,
            @RequestParam(required = false) @Nullable String until,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String limit) {
        AuditQuery query = AuditQuery.of(actor, kind, method, since, until, cursor, limit);
        return entries.list(query).map(found -> Page.of(found, query.limit(), last -> Long.toString(last.number())));
    }
}
