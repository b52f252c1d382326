package dev.firebreak.incident;

import static dev.firebreak.incident.Harness.SOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import dev.firebreak.model.Ids;
import dev.firebreak.model.incident.Incident;
import dev.firebreak.model.wire.Wire;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessIT {
    @SuppressWarnings("NullAway.Init")
    private IdentityProvider provider;

    @SuppressWarnings("NullAway.Init")
    private Harness firebreak;

    @BeforeAll
    void start() {
        provider = new IdentityProvider();
        firebreak = new Harness(
                "--FIREBREAK_OIDC_ISSUER=" + provider.issuer(),
                "--FIREBREAK_OIDC_AUDIENCE=firebreak",
                "--FIREBREAK_OIDC_ROLE_CLAIM=realm_access.roles",
                "--FIREBREAK_OIDC_ROLES=viewer=staff,responder=sre,admin=leads");
    }

    @AfterAll
    void stop() {
        firebreak.close();
        provider.close();
    }

    @Test
    void lookingNeedsAViewerActingAResponderKeysAndAuditAnAdministrator() {
        String vera = Harness.basic("vera", "look-but-not-touch");
        String ray = Harness.basic("ray", "always-on-call");

        assertThat(status(vera, "GET", "/api/incidents")).isEqualTo(200);
        assertThat(status(vera, "GET", "/api/alerts/export")).isEqualTo(200);
        assertThat(status(vera, "POST", "/api/incidents/1/acknowledge")).isEqualTo(403);
        assertThat(status(ray, "POST", "/api/incidents/4711/acknowledge")).isEqualTo(404);
        assertThat(status(ray, "GET", "/api/tokens")).isEqualTo(403);
        assertThat(status(ray, "GET", "/api/audit")).isEqualTo(403);
        assertThat(status(ray, "GET", "/api/%74okens")).isEqualTo(403);
        assertThat(status(ray, "GET", "/%61pi/audit")).isEqualTo(403);
        assertThat(status(Harness.basic("admin", Harness.PASSWORD), "GET", "/api/tokens"))
                .isEqualTo(200);
    }

    @Test
    void aTokenWorksUntilItIsRevokedAndIsShownOnlyOnce() {
        JsonNode created = created("{\"name\": \"deploy-bot\", \"role\": \"responder\"}");
        String secret = created.path("secret").asString();
        String id = created.path("token").path("id").asString();

        assertThat(secret).startsWith("fb_").hasSize(46);
        assertThat(status("Bearer " + secret, "GET", "/api/incidents")).isEqualTo(200);
        assertThat(status("Bearer " + secret, "GET", "/api/tokens")).isEqualTo(403);
        assertThat(firebreak.get("/api/tokens").body()).contains(id).doesNotContain(secret);

        assertThat(firebreak
                        .call(firebreak.request("/api/tokens/" + id).DELETE())
                        .statusCode())
                .isEqualTo(200);
        assertThat(status("Bearer " + secret, "GET", "/api/incidents")).isEqualTo(401);
        JsonNode revoked = firebreak
                .getJson("/api/tokens")
                .path("items")
                .valueStream()
                .filter(token -> token.path("id").asString().equals(id))
                .findFirst()
                .orElseThrow();
        assertThat(revoked.path("revokedBy").path("id").asString()).isEqualTo("admin");
        assertThat(revoked.path("lastUsedAt").asString()).isNotEmpty();
    }

    @Test
    void aTokenOfOneSystemSeesNothingOfOthers() {
        Incident incident = open();
        String shop = "Bearer "
                + created("{\"name\": \"shop\", \"role\": \"responder\", \"system\": \"shop\"}")
                        .path("secret")
                        .asString();

        assertThat(status(shop, "GET", "/api/incidents?system=shop")).isEqualTo(200);
        assertThat(status(shop, "GET", "/api/incidents")).isEqualTo(403);
        assertThat(status(shop, "GET", "/api/incidents?system=shop&system=bank"))
                .isEqualTo(403);
        assertThat(status(shop, "GET", "/api/incidents/" + incident.number())).isEqualTo(200);
        assertThat(status(shop, "POST", "/api/incidents/" + incident.id() + "/acknowledge"))
                .isEqualTo(200);
        assertThat(status(shop, "GET", "/api/alerts/" + incident.trigger().id() + "/why"))
                .isEqualTo(200);
        assertThat(status(shop, "GET", "/api/alerts/export?system=shop")).isEqualTo(200);
        assertThat(status(shop, "GET", "/api/alerts/export?system=bank")).isEqualTo(403);
        assertThat(status(shop, "GET", "/api/alerts/export")).isEqualTo(403);
        assertThat(status(shop, "GET", "/api/alerts/%65xport")).isEqualTo(403);
        assertThat(status(shop, "GET", "/api/incidents/4711")).isEqualTo(404);
        assertThat(status(shop, "GET", "/api/dead-letters")).isEqualTo(403);
        assertThat(status(shop, "GET", "/api/automation")).isEqualTo(403);

        firebreak.sql("update incident set system = 'bank' where id = '" + incident.id() + "'");
        assertThat(status(shop, "GET", "/api/incidents/" + incident.number())).isEqualTo(403);
        assertThat(status(shop, "GET", "/api/incidents/" + incident.id() + "/timeline"))
                .isEqualTo(403);
        assertThat(status(shop, "GET", "/api/incidents/%3" + incident.number() % 10))
                .as("a number that is spelled differently")
                .isNotEqualTo(200);
        assertThat(status(shop, "POST", "/api/incidents/" + incident.id() + "/resolve"))
                .isEqualTo(403);
        assertThat(status(shop, "GET", "/api/alerts/" + incident.trigger().id() + "/why"))
                .isEqualTo(403);
    }

    @Test
    void refusesATokenWithoutANameAnUnknownRoleSystemOrTooLongALife() {
        assertThat(pointer("{\"role\": \"viewer\"}")).isEqualTo("/name");
        assertThat(pointer("{\"name\": \"x\", \"role\": \"boss\"}")).isEqualTo("/role");
        assertThat(pointer("{\"name\": \"x\", \"role\": \"viewer\", \"system\": \"bakery\"}"))
                .isEqualTo("/system");
        assertThat(pointer("{\"name\": \"x\", \"role\": \"viewer\", \"expiresAt\": \"2001-01-01T00:00:00Z\"}"))
                .isEqualTo("/expiresAt");
    }

    @Test
    void aTokenMakesNoTokens() {
        String secret = created("{\"name\": \"boss-bot\", \"role\": \"admin\"}")
                .path("secret")
                .asString();

        HttpResponse<String> answer = firebreak.call(firebreak
                .anonymous("/api/tokens")
                .header("Authorization", "Bearer " + secret)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"name\": \"heir\", \"role\": \"admin\"}")));

        assertThat(answer.statusCode()).isEqualTo(409);
    }

    @Test
    void takesTokensOfTheProviderWithItsRoles() {
        assertThat(status(provided(List.of("sre")), "GET", "/api/incidents")).isEqualTo(200);
        assertThat(status(provided(List.of("staff")), "POST", "/api/incidents/1/acknowledge"))
                .isEqualTo(403);
        assertThat(status(provided(List.of("choir")), "GET", "/api/incidents")).isEqualTo(403);
        assertThat(status(provided(List.of("leads")), "GET", "/api/audit")).isEqualTo(200);

        Incident incident = open();
        assertThat(status(provided(List.of("sre")), "POST", "/api/incidents/" + incident.id() + "/acknowledge"))
                .isEqualTo(200);
        assertThat(firebreak
                        .getJson("/api/incidents/" + incident.id())
                        .path("acknowledgedBy")
                        .asString())
                .isEqualTo("ann");
    }

    @Test
    void takesNoTokenThatIsForgedExpiredUnsignedOrForSomebodyElse() {
        Instant now = Instant.now();
        List<String> leads = List.of("leads");
        String unsigned = new PlainJWT(new JWTClaimsSet.Builder()
                        .issuer(provider.issuer())
                        .audience("firebreak")
                        .subject("x")
                        .build())
                .serialize();

        for (String token : List.of(
                provider.forged(leads),
                provider.token(
                        leads,
                        claims -> claims.claim("exp", now.minusSeconds(3600).getEpochSecond())),
                provider.token(leads, claims -> claims.claim("exp", null)),
                provider.token(leads, claims -> claims.audience("another-program")),
                provider.token(leads, claims -> claims.issuer("https://evil.example")),
                provider.token(
                        leads,
                        claims -> claims.claim("nbf", now.plusSeconds(3600).getEpochSecond())),
                unsigned,
                "not.a.token",
                "fb_" + "x".repeat(43))) {
            assertThat(status("Bearer " + token, "GET", "/api/incidents"))
                    .as(token)
                    .isEqualTo(401);
        }
    }

    @Test
    void followsTheProviderWhenItExchangesItsKey() {
        assertThat(status(provided(List.of("sre")), "GET", "/api/incidents")).isEqualTo(200);

        provider.exchangeKey("second");

        assertThat(status(provided(List.of("sre")), "GET", "/api/incidents")).isEqualTo(200);
    }

    @Test
    void closesForAUserWhosePasswordIsGuessed() {
        for (int guess = 0; guess < 5; guess++) {
            assertThat(status(Harness.basic("mallory", "guess-" + guess), "GET", "/api/incidents"))
                    .isEqualTo(401);
        }

        HttpResponse<String> closed = firebreak.call(
                firebreak.anonymous("/api/incidents").header("Authorization", Harness.basic("mallory", "guess-6")));
        assertThat(closed.statusCode()).isEqualTo(429);
        assertThat(closed.headers().firstValueAsLong("Retry-After").orElseThrow())
                .isBetween(1L, 30L);
        assertThat(status(Harness.basic("vera", "look-but-not-touch"), "GET", "/api/incidents"))
                .isEqualTo(200);
    }

    @Test
    void writesDownEveryChangeAndEveryRefusal() {
        status(Harness.basic("vera", "look-but-not-touch"), "POST", "/api/incidents/4712/resolve");
        status(Harness.basic("ray", "always-on-call"), "POST", "/api/incidents/4713/resolve");
        status(Harness.basic("nobody", "wrong"), "GET", "/api/incidents/4714");

        await().atMost(SOON).untilAsserted(() -> {
            JsonNode entries = firebreak.getJson("/api/audit?limit=200").path("items");
            assertThat(entries.valueStream())
                    .anySatisfy(it -> entry(it, "refusal", "vera", "/api/incidents/4712/resolve", 403))
                    .anySatisfy(it -> entry(it, "change", "ray", "/api/incidents/4713/resolve", 404))
                    .anySatisfy(it -> entry(it, "refusal", "", "/api/incidents/4714", 401));
        });
        assertThat(firebreak
                        .getJson("/api/audit?actor=ray&kind=change&method=post&since=2026-01-01T00:00:00Z&limit=1")
                        .path("items")
                        .size())
                .isEqualTo(1);
        assertThat(firebreak.get("/api/audit?kind=gossip").statusCode()).isEqualTo(400);
        assertThat(firebreak.get("/api/audit?since=yesterday").statusCode()).isEqualTo(400);
    }

    @Test
    void whoMayOnlyLookIsRefusedEveryChangeAndEachRefusalIsWrittenDown() {
        String vera = Harness.basic("vera", "look-but-not-touch");
        Set<String> refused = new TreeSet<>();
        for (var path : firebreak.getJson("/openapi.json").path("paths").properties()) {
            for (String method : path.getValue().propertyNames()) {
                String address = path.getKey().replaceAll("\\{[^}]*}", "4711");
                if (!method.equals("get")) {
                    String request = method.toUpperCase(Locale.ROOT) + " " + address;
                    assertThat(status(vera, method.toUpperCase(Locale.ROOT), address))
                            .as(request)
                            .isEqualTo(403);
                    refused.add(request);
                }
            }
        }

        assertThat(refused).hasSizeGreaterThan(25);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(firebreak
                                .getJson("/api/audit?kind=refusal&actor=vera&limit=200")
                                .path("items")
                                .valueStream()
                                .map(it -> it.path("method").asString() + " "
                                        + it.path("path").asString())
                                .toList())
                        .containsAll(refused));
    }

    private static void entry(JsonNode entry, String kind, String actor, String path, int status) {
        assertThat(entry.path("kind").asString()).isEqualTo(kind);
        assertThat(entry.path("actor").path("id").asString("")).isEqualTo(actor);
        assertThat(entry.path("path").asString()).isEqualTo(path);
        assertThat(entry.path("status").asInt()).isEqualTo(status);
        assertThat(entry.path("address").asString()).isEqualTo("127.0.0.1");
    }

    private String provided(List<String> roles) {
        return "Bearer " + provider.token(roles);
    }

    private JsonNode created(String body) {
        HttpResponse<String> answer = firebreak.post("/api/tokens", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return Wire.JSON.readTree(answer.body());
    }

    private String pointer(String body) {
        HttpResponse<String> answer = firebreak.post("/api/tokens", body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        return Wire.JSON.readTree(answer.body()).path("pointer").asString();
    }

    private int status(String authorization, String method, String path) {
        HttpRequest.Builder request = firebreak
                .anonymous(path)
                .header("Authorization", authorization)
                .method(method, BodyPublishers.noBody());
        return firebreak.call(request).statusCode();
    }

    private Incident open() {
        return firebreak.open("Access-" + Ids.next(), "web");
    }
}
