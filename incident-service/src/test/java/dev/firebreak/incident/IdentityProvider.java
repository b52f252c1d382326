package dev.firebreak.incident;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** An OpenID provider: discovery, keys that can be exchanged, signed tokens, the authorization code flow with PKCE. */
final class IdentityProvider implements AutoCloseable {
    static final String CLIENT = "console";
    static final String SECRET = "kept secret: 1+1";
    private static final String SECRET_ENCODED = "kept+secret%3A+1%2B1";

    private final Map<String, Grant> codes = new ConcurrentHashMap<>();
    private final HttpServer server;
    private volatile boolean endsSessions = true;
    private RSAKey key = newKey("first");

    private record Grant(String redirect, String challenge, String token) {
        static final Grant USED = new Grant("", "", "");
    }

    IdentityProvider() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext(
                "/.well-known/openid-configuration",
                exchange -> answer(exchange, """
                {"issuer": "%s", "jwks_uri": "%s/keys", "authorization_endpoint": "%s/authorize",
                 "token_endpoint": "%s/token",%s
                 "response_types_supported": ["code"], "subject_types_supported": ["public"],
                 "id_token_signing_alg_values_supported": ["RS256"]}""".formatted(issuer(), issuer(), issuer(), issuer(), endSession())));
        server.createContext("/keys", exchange -> answer(exchange, new JWKSet(key.toPublicJWK()).toString()));
        server.createContext("/token", this::exchange);
        server.start();
    }

    String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** From the next time on that somebody asks what it is. */
    void endsSessions(boolean does) {
        endsSessions = does;
    }

    private String endSession() {
        return endsSessions ? "\"end_session_endpoint\": \"" + issuer() + "/logout?tenant=1\"," : "";
    }

    void exchangeKey(String id) {
        key = newKey(id);
    }

    /** For "ann", whose roles are those given, good for an hour; {@code change} says what is different. */
    String token(List<String> roles, UnaryOperator<JWTClaimsSet.Builder> change) {
        return signed(key, roles, change);
    }

    String token(List<String> roles) {
        return token(roles, claims -> claims);
    }

    /**
     * Ann has logged in and lets the client have her roles: answers where her browser is sent back to. Fails when the
     * client did not ask as it has to.
     */
    URI consent(URI asked, List<String> roles, UnaryOperator<JWTClaimsSet.Builder> change) {
        Map<String, String> query = fields(asked.getRawQuery());
        assertThat(asked.toString()).startsWith(issuer() + "/authorize?");
        assertThat(query)
                .containsEntry("response_type", "code")
                .containsEntry("client_id", CLIENT)
                .containsEntry("code_challenge_method", "S256");
        assertThat(Objects.requireNonNull(query.get("scope")).split(" ")).contains("openid");
        assertThat(query.get("state")).hasSizeGreaterThan(40);
        String code = "code-" + codes.size();
        String token =
                token(roles, claims -> change.apply(claims.audience(CLIENT).claim("nonce", query.get("nonce"))));
        codes.put(
                code,
                new Grant(
                        Objects.requireNonNull(query.get("redirect_uri")),
                        Objects.requireNonNull(query.get("code_challenge")),
                        token));
        return URI.create(query.get("redirect_uri") + "?code=" + code + "&state=" + query.get("state"));
    }

    /**
     * Ann's browser asks to log her out: answers where it is sent back to. Fails when the client did not ask as it has to,
     * with a token that this provider has signed for it.
     */
    URI logOut(URI asked) throws ParseException, JOSEException {
        Map<String, String> query = fields(asked.getRawQuery());
        assertThat(asked.toString()).startsWith(issuer() + "/logout?");
        assertThat(query).containsEntry("tenant", "1").containsEntry("client_id", CLIENT);
        SignedJWT hint = SignedJWT.parse(query.get("id_token_hint"));
        assertThat(hint.verify(new RSASSAVerifier(key.toRSAPublicKey()))).isTrue();
        assertThat(hint.getJWTClaimsSet().getAudience()).contains(CLIENT);
        return URI.create(Objects.requireNonNull(query.get("post_logout_redirect_uri")));
    }

    /** A code is good once, for the client that proves itself and knows what the challenge is the hash of. */
    private void exchange(HttpExchange exchange) throws IOException {
        Map<String, String> form = fields(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        Grant grant = codes.replace(form.getOrDefault("code", ""), Grant.USED);
        String client = "Basic "
                + Base64.getEncoder().encodeToString((CLIENT + ":" + SECRET_ENCODED).getBytes(StandardCharsets.UTF_8));
        if (!client.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 401, "{\"error\": \"invalid_client\"}");
        } else if (grant == null
                || !grant.redirect().equals(form.get("redirect_uri"))
                || !grant.challenge().equals(hash(form.getOrDefault("code_verifier", "")))) {
            answer(exchange, 400, "{\"error\": \"invalid_grant\"}");
        } else {
            answer(exchange, 200, """
                    {"access_token": "opaque", "token_type": "Bearer", "id_token": "%s"}""".formatted(grant.token()));
        }
    }

    private static String hash(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> fields(String encoded) {
        return Arrays.stream(encoded.split("&", -1))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(
                        field -> field[0], field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
    }

    /** Signed with a key that is not the provider's, under the name of one that is. */
    String forged(List<String> roles) {
        return signed(newKey(key.getKeyID()), roles, claims -> claims);
    }

    private String signed(RSAKey with, List<String> roles, UnaryOperator<JWTClaimsSet.Builder> change) {
        JWTClaimsSet.Builder claims = new JWTClaimsSet.Builder()
                .issuer(issuer())
                .audience("firebreak")
                .subject("248289761001")
                .claim("preferred_username", "ann")
                .claim("realm_access", Map.of("roles", roles))
                .claim("iat", Instant.now().getEpochSecond())
                .claim("exp", Instant.now().plusSeconds(3600).getEpochSecond());
        try {
            SignedJWT token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.RS256)
                            .keyID(with.getKeyID())
                            .build(),
                    change.apply(claims).build());
            token.sign(new RSASSASigner(with));
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RSAKey newKey(String id) {
        try {
            return new RSAKeyGenerator(2048)
                    .keyID(id)
                    .algorithm(JWSAlgorithm.RS256)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void answer(HttpExchange exchange, String json) throws IOException {
        answer(exchange, 200, json);
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
