package dev.firebreak.incident.access;

import dev.firebreak.catalog.CatalogHolder;
import dev.firebreak.incident.api.Actors;
import dev.firebreak.incident.api.BadRequestException;
import dev.firebreak.incident.api.ConflictException;
import dev.firebreak.incident.api.NotFoundException;
import dev.firebreak.incident.api.Page;
import dev.firebreak.incident.api.Texts;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Keys for programs, made and revoked by administrators. */
@RestController
@RequestMapping("/api/tokens")
public class TokenController {
    private static final Duration USUAL_LIFE = Duration.ofDays(90);
    private static final Duration LONGEST_LIFE = Duration.ofDays(366);

    /**
     * @param system the only system that it may look at and act on; without it all
     * @param expiresAt without it in 90 days
     */
    record NewToken(
            @Nullable String name,
            @Nullable String role,
            @Nullable String system,
            @Nullable Instant expiresAt) {}

    /** @param secret what to send as {@code Authorization: Bearer …}; it cannot be shown again */
    record CreatedToken(ApiToken token, String secret) {}

    private final Tokens tokens;
    private final CatalogHolder catalog;
    private final InstantSource clock;

    TokenController(Tokens tokens, CatalogHolder catalog, InstantSource clock) {
        this.tokens = tokens;
        this.catalog = catalog;
        this.clock = clock;
    }

    @PostMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    Mono<CreatedToken> create(@RequestBody NewToken body, Authentication user) {
        if (user instanceof Caller caller && caller.isProgram()) {
            throw new ConflictException("a token cannot make tokens: they would outlive it; a person has to");
        }
        return tokens.create(
                        Texts.required(body.name(), "/name"),
                        role(body.role()),
                        system(body.system()),
                        expiry(body.expiresAt()),
                        Actors.of(user))
                .map(created -> new CreatedToken(created.token(), created.secret()));
    }

    @GetMapping
    public Mono<Page<ApiToken>> list(
            @RequestParam(required = false) @Nullable UUID cursor,
            @RequestParam(required = false) @Nullable String limit) {
        int most = (int) Texts.number("limit", limit, 50, 200);
        return tokens.list(cursor, most + 1)
                .map(found -> Page.of(found, most, last -> last.id().toString()));
    }

    @DeleteMapping("/{id}")
    Mono<ApiToken> revoke(@PathVariable UUID id, Authentication user) {
        return tokens.revoke(id, Actors.of(user))
                .switchIfEmpty(Mono.error(() -> new NotFoundException("no token " + id)));
    }

    private static Role role(@Nullable String word) {
        try {
            return Role.parse(Texts.required(word, "/role"));
        } catch (IllegalArgumentException e) {
            throw new BadRequestException("no role '" + word + "'; known are viewer, responder, admin", "/role");
        }
    }

    private @Nullable String system(@Nullable String name) {
        if (name != null
                && catalog.get().systems().stream()
                        .noneMatch(system -> system.name().equals(name))) {
            throw new BadRequestException("the catalogue has no system '" + name + "'", "/system");
        }
        return name;
    }

    private Instant expiry(@Nullable Instant wanted) {
        Instant now = clock.instant();
        if (wanted == null) {
            return now.plus(USUAL_LIFE);
        }
        if (!wanted.isAfter(now) || wanted.isAfter(now.plus(LONGEST_LIFE))) {
            throw new BadRequestException("is not within the next " + LONGEST_LIFE.toDays() + " days", "/expiresAt");
        }
        return wanted;
    }
}
