package dev.firebreak.incident.console;

import dev.firebreak.catalog.CatalogHolder;
import dev.firebreak.incident.access.TokenController;
import dev.firebreak.incident.access.Users;
import dev.firebreak.incident.audit.AuditController;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;
import reactor.core.publisher.Mono;

/** Who gets in, and who changed what. For administrators. */
@Controller
class AccessPageController {
    private final TokenController tokens;
    private final AuditController audit;
    private final Users users;
    private final CatalogHolder catalog;

    AccessPageController(TokenController tokens, AuditController audit, Users users, CatalogHolder catalog) {
        this.tokens = tokens;
        this.audit = audit;
        this.users = users;
        this.catalog = catalog;
    }

    @GetMapping("/access")
    Mono<Rendering> show(
            @RequestParam(required = false) @Nullable String actor,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String cursor) {
        @Nullable String who = blankToNull(actor);
        @Nullable String what = blankToNull(kind);
        return tokens.list(null, null)
                .zipWith(audit.list(who, what, null, null, null, cursor, null))
                .map(found -> Rendering.view("console/access")
                        .modelAttribute("tokens", found.getT1().items())
                        .modelAttribute("audit", found.getT2())
                        .modelAttribute("users", users.all())
                        .modelAttribute("systems", catalog.get().systems())
                        .modelAttribute("actor", Objects.requireNonNullElse(who, ""))
                        .modelAttribute("kind", Objects.requireNonNullElse(what, ""))
                        .build());
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text;
    }
}
