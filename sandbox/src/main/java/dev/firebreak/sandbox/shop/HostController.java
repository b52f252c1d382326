package dev.firebreak.sandbox.shop;

import dev.firebreak.sandbox.call.Call;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;

/** The shops' own pages and API, as seen at their real hosts. */
@RestController
@RequestMapping("/hosts/{host}")
class HostController {
    private final Shops shops;
    private final InstantSource clock;

    HostController(Shops shops, InstantSource clock) {
        this.shops = shops;
        this.clock = clock;
    }

    @GetMapping({"", "/", "/api/health"})
    ResponseEntity<Object> health(@PathVariable String host) {
        Shop shop = shops.ofHost(host);
        return shop.isHealthy()
                ? shop.counted(HttpStatus.OK, Map.of("status", "ok"))
                : shop.counted(HttpStatus.INTERNAL_SERVER_ERROR, Map.of("status", "error"));
    }

    @GetMapping("/health")
    ResponseEntity<Object> checks(@PathVariable String host) {
        Shop shop = shops.ofHost(host);
        String redis = shop.isCacheReadable() ? "healthy" : "unhealthy";
        var body = Map.of(
                "status", shop.isHealthy() ? "healthy" : "unhealthy",
                "timestamp", clock.instant(),
                "checks", Map.of("database", "healthy", "redis", redis));
        return shop.counted(shop.isHealthy() ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE, body);
    }

    @GetMapping("/api/version")
    Map<String, Object> version(@PathVariable String host) {
        var live = shops.ofHost(host).project().live();
        return Map.of("deployment", live.id(), "commit", live.sha());
    }

    @GetMapping("/api/words/{number:\\d{1,9}}")
    ResponseEntity<Object> word(@PathVariable String host, @PathVariable int number) {
        Shop shop = shops.ofHost(host);
        if (shop.project().live().bad()) {
            return shop.counted(HttpStatus.INTERNAL_SERVER_ERROR, Map.of("error", "internal error"));
        }
        shop.useCache();
        try {
            Optional<String> word = shop.cache().read(number);
            return word.isPresent()
                    ? shop.counted(HttpStatus.OK, word.get())
                    : shop.counted(HttpStatus.NOT_FOUND, Map.of("error", "no such word"));
        } catch (WordCache.CorruptCache e) {
            return shop.counted(HttpStatus.INTERNAL_SERVER_ERROR, Map.of("error", String.valueOf(e.getMessage())));
        }
    }

    @PostMapping("/api/generate")
    ResponseEntity<Object> generate(@PathVariable String host) {
        Shop shop = shops.ofHost(host);
        return shop.breaker().generate()
                ? shop.counted(HttpStatus.OK, Map.of("image", "generated", "fallback", false))
                : shop.counted(HttpStatus.SERVICE_UNAVAILABLE, Map.of("image", "placeholder", "fallback", true));
    }

    @GetMapping("/api/v2/status.json")
    Map<String, Object> statusPage(@PathVariable String host) {
        String indicator = shops.ofHost(host).indicator();
        String words = indicator.equals("none") ? "All Systems Operational" : "Service disruption";
        return Map.of(
                "page", Map.of("id", "sandbox", "name", host, "updated_at", clock.instant()),
                "status", Map.of("indicator", indicator, "description", words));
    }

    @GetMapping(path = "/metrics", produces = MediaType.TEXT_PLAIN_VALUE)
    String metrics(@PathVariable String host) {
        Shop shop = shops.ofHost(host);
        var text = new StringBuilder("# TYPE http_requests_total counter\n");
        shop.requests()
                .forEach((status, count) ->
                        text.append("http_requests_total{status=\"%d\"} %d\n".formatted(status, count)));
        text.append("# TYPE circuit_breaker_state gauge\ncircuit_breaker_state %d\n"
                .formatted(shop.breaker().gauge()));
        text.append("# TYPE generation_queue_depth gauge\ngeneration_queue_depth %d\n".formatted(shop.queueDepth()));
        return text.toString();
    }

    /** Whatever a test ordered for this path. */
    @RequestMapping("/**")
    ResponseEntity<Object> other(@PathVariable String host, ServerWebExchange exchange) {
        Call call = Call.of(exchange);
        Shop shop = shops.ofHost(host);
        String path = call.path().substring("/hosts/".length() + host.length());
        call.fact("host", host);
        call.fact("path", path);
        return shop.canned(call.method(), path)
                .map(canned -> ResponseEntity.status(canned.status())
                        .contentType(MediaType.APPLICATION_JSON)
                        .<Object>body(canned.body()))
                .orElseGet(() -> shop.counted(HttpStatus.NOT_FOUND, Map.of("error", "not found")));
    }
}
