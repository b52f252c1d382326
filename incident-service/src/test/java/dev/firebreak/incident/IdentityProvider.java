package dev.firebreak.incident;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
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
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** An OpenID provider: discovery, keys that can be exchanged, signed tokens. */
final class IdentityProvider implements AutoCloseable {
    private final HttpServer server;
    private RSAKey key = newKey("first");

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
                 "response_types_supported": ["code"], "subject_types_supported": ["public"],
                 "id_token_signing_alg_values_supported": ["RS256"]}""".formatted(issuer(), issuer(), issuer())));
        server.createContext("/keys", exchange -> answer(exchange, new JWKSet(key.toPublicJWK()).toString()));
        server.start();
    }

    String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
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
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
