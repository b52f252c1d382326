package dev.firebreak.incident.postmortem;

import dev.firebreak.incident.api.Actors;
import dev.firebreak.incident.api.BadRequestException;
import dev.firebreak.incident.api.IncidentQueries;
import dev.firebreak.incident.api.NotFoundException;
import dev.firebreak.incident.api.Page;
import dev.firebreak.incident.api.Texts;
import dev.firebreak.incident.postmortem.PostmortemStore.Kept;
import dev.firebreak.incident.postmortem.PostmortemStore.Version;
import dev.firebreak.incident.remediation.RemediationStore;
import dev.firebreak.incident.timeline.Timeline;
import dev.firebreak.model.incident.Incident;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

/** The post-mortem of an incident as Markdown: drafted from the log until somebody keeps a version. */
@RestController
@RequestMapping("/api/incidents/{id}/postmortem")
class PostmortemController {
    private static final String MARKDOWN = "text/markdown;charset=UTF-8";
    private static final int ENTRIES = 5_000;
    private static final int DRAFT = 0;

    private final IncidentQueries incidents;
    private final Timeline timeline;
    private final RemediationStore remediations;
    private final PostmortemStore postmortems;
    private final PostmortemDesk desk;

    PostmortemController(
            IncidentQueries incidents,
            Timeline timeline,
            RemediationStore remediations,
            PostmortemStore postmortems,
            PostmortemDesk desk) {
        this.incidents = incidents;
        this.timeline = timeline;
        this.remediations = remediations;
        this.postmortems = postmortems;
        this.desk = desk;
    }

    /** @param version an older one; 0 is the draft, made anew */
    @GetMapping(produces = MARKDOWN)
    Mono<ResponseEntity<String>> show(
            @PathVariable String id, @RequestParam(required = false) @Nullable Integer version) {
        return find(id).flatMap(incident -> (version == null
                                ? postmortems.newest(incident.id())
                                : postmortems.find(incident.id(), version).filter(kept -> kept.version() == version))
                        .switchIfEmpty(
                                version == null || version == DRAFT ? draft(incident) : Mono.error(noVersion(version))))
                .map(kept -> ResponseEntity.ok().eTag(tag(kept.version())).body(kept.text()));
    }

    @GetMapping("/versions")
    Mono<Page<Version>> versions(@PathVariable String id) {
        return find(id).flatMap(incident -> postmortems.versions(incident.id())).map(all -> new Page<>(all, null));
    }

    /** Keeps a version on top of the one that was read; 412 when there is a newer one by now. */
    @PutMapping(consumes = "text/markdown", produces = MARKDOWN)
    Mono<ResponseEntity<String>> keep(
            @PathVariable String id,
            @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
            @RequestBody String text,
            Authentication user) {
        if (ifMatch == null) {
            throw new ResponseStatusException(
                    HttpStatus.PRECONDITION_REQUIRED,
                    "send the ETag that was read as If-Match, so that nobody is overwritten");
        }
        int next = version(ifMatch) + 1;
        String kept = checked(text);
        return find(id).flatMap(incident -> desk.keep(incident.id(), next, kept, Actors.of(user)))
                .flatMap(isKept -> isKept
                        ? Mono.just(ResponseEntity.ok().eTag(tag(next)).body(kept))
                        : Mono.error(new ResponseStatusException(
                                HttpStatus.PRECONDITION_FAILED,
                                "somebody kept another version meanwhile; read it first")));
    }

    private Mono<Kept> draft(Incident incident) {
        return timeline.read(incident.id(), 0, ENTRIES)
                .zipWith(remediations.of(incident.id()))
                .map(known -> new Kept(DRAFT, PostmortemDraft.of(incident, known.getT1(), known.getT2())));
    }

    private Mono<Incident> find(String id) {
        return incidents
                .find(id)
                .map(IncidentQueries.Found::incident)
                .switchIfEmpty(Mono.error(() -> new NotFoundException("no incident " + id)));
    }

    private static NotFoundException noVersion(int version) {
        return new NotFoundException("no version " + version + " of this post-mortem");
    }

    private static String tag(int version) {
        return "\"" + version + "\"";
    }

    private static int version(String tag) {
        String number = tag.strip().replaceAll("^\"|\"$", "");
        if (!number.matches("[0-9]{1,6}")) {
            throw new BadRequestException("If-Match is not an ETag of this resource");
        }
        return Integer.parseInt(number);
    }

    private static String checked(String text) {
        if (text.isBlank()) {
            throw new BadRequestException("a text is missing");
        }
        return Texts.storable(text);
    }
}
