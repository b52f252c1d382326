package dev.firebreak.incident.access;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param issuer whose tokens are taken; none when not set
 * @param audience what a token must be meant for
 * @param roleClaim where a token names roles or groups; {@code a.b} looks into an object
 * @param nameClaim where it says what to call the person
 * @param roles which of the provider's words mean which role of ours, each as {@code role=word}
 */
@ConfigurationProperties("firebreak.oidc")
record OidcSettings(
        @Nullable URI issuer,
        @Nullable String audience,
        @DefaultValue("roles") String roleClaim,
        @DefaultValue("preferred_username") String nameClaim,

        @DefaultValue({"viewer=viewer", "responder=responder", "admin=admin"})
        List<String> roles) {}
