package dev.firebreak.sandbox.shop;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** Breaks and mends the shops. */
@RestController
@RequestMapping("/shop")
class ShopController {
    private static final int USUAL_WORDS = 200;
    private static final int USUAL_SESSIONS = 20;
    private static final int MOST_TRAFFIC = 10_000;
    private static final Set<String> INDICATORS = Set.of("none", "minor", "major", "critical");

    private final Shops shops;

    ShopController(Shops shops) {
        this.shops = shops;
    }

    record All(String redis, List<ShopView> shops) {}

    @GetMapping
    All all() {
        return new All(shops.redisUrl(), shops.all().stream().map(ShopView::of).toList());
    }

    @GetMapping("/{host}")
    ShopView shop(@PathVariable String host) {
        return ShopView.of(shops.ofHost(host));
    }

    /** @param upstream healthy or broken; null leaves it as it is */
    record Upstream(@Nullable String upstream) {
        void apply(Shop shop) {
            if (upstream != null) {
                shop.breaker().breakUpstream(upstream.equals("broken"));
            }
        }
    }

    @PostMapping("/{host}/breaker/trip")
    ShopView trip(@PathVariable String host, @RequestBody(required = false) @Nullable Upstream upstream) {
        Shop shop = shops.ofHost(host);
        if (upstream != null) {
            upstream.apply(shop);
        }
        shop.breaker().trip();
        return ShopView.of(shop);
    }

    @PostMapping("/{host}/breaker/upstream")
    ShopView upstream(@PathVariable String host, @RequestBody Upstream upstream) {
        Shop shop = shops.ofHost(host);
        upstream.apply(shop);
        return ShopView.of(shop);
    }

    record Filling(@Nullable Integer words, @Nullable Integer sessions) {}

    @PostMapping("/{host}/cache/fill")
    ShopView fill(@PathVariable String host, @RequestBody(required = false) @Nullable Filling filling) {
        Shop shop = shops.ofHost(host);
        shop.useCache();
        shop.cache()
                .fill(
                        filling == null || filling.words() == null ? USUAL_WORDS : filling.words(),
                        filling == null || filling.sessions() == null ? USUAL_SESSIONS : filling.sessions());
        return ShopView.of(shop);
    }

    @PostMapping("/{host}/cache/corrupt")
    ShopView corrupt(@PathVariable String host) {
        Shop shop = shops.ofHost(host);
        shop.useCache();
        shop.cache().corrupt();
        return ShopView.of(shop);
    }

    record Traffic(int requests) {}

    /** Visitors: their requests are counted in the shop's metrics. */
    @PostMapping("/{host}/traffic")
    Map<Integer, Long> traffic(@PathVariable String host, @RequestBody Traffic traffic) {
        Shop shop = shops.ofHost(host);
        for (int request = 0; request < Math.min(traffic.requests(), MOST_TRAFFIC); request++) {
            shop.counted(shop.isHealthy() ? HttpStatus.OK : HttpStatus.INTERNAL_SERVER_ERROR, "");
        }
        return shop.requests();
    }

    record Status(String indicator) {}

    @PutMapping("/{host}/status")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void status(@PathVariable String host, @RequestBody Status status) {
        if (!INDICATORS.contains(status.indicator())) {
            throw new IllegalArgumentException("'indicator' is one of " + INDICATORS);
        }
        shops.ofHost(host).indicate(status.indicator());
    }

    record Queue(int depth) {}

    @PutMapping("/{host}/queue")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void queue(@PathVariable String host, @RequestBody Queue queue) {
        shops.ofHost(host).queue(queue.depth());
    }

    record Answer(
            @Nullable String method,
            String path,
            @Nullable Integer status,
            @Nullable JsonNode body) {}

    @PutMapping("/{host}/answers")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void answer(@PathVariable String host, @RequestBody Answer answer) {
        var canned = new Shop.Canned(
                answer.status() == null ? HttpStatus.OK.value() : answer.status(),
                answer.body() == null ? "" : answer.body().toString());
        shops.ofHost(host).answer(answer.method() == null ? "GET" : answer.method(), answer.path(), canned);
    }

    @PostMapping("/{host}/recover")
    ShopView recover(@PathVariable String host) {
        Shop shop = shops.ofHost(host);
        shops.recover(shop);
        return ShopView.of(shop);
    }
}
