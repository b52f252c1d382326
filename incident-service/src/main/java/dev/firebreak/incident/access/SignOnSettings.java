package dev.firebreak.incident.access;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param clientId what the OpenID provider calls the console; nobody logs in by way of it when not set
 * @param clientSecret null for a client that has none: then PKCE alone binds a code to who asked for it
 * @param scope what the console asks for; it has to bring the claims with roles and name into the ID token
 * @param title what the button names
 */
@ConfigurationProperties("firebreak.oidc.login")
record SignOnSettings(
        @Nullable String clientId,
        @Nullable String clientSecret,
        @DefaultValue("openid profile") String scope,
        @DefaultValue("OpenID") String title) {
    boolean isOn() {
        return clientId != null && !clientId.isBlank();
    }

    boolean hasSecret() {
        return clientSecret != null && !clientSecret.isBlank();
    }
}
