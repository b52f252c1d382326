package dev.firebreak.incident.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoleMappingTest {
    @Test
    void takesTheWidestRoleThatTheTokenNames() {
        RoleMapping mapping = mapping("groups", "viewer=staff", "responder=sre", "admin=leads");

        assertThat(mapping.of(Map.of("groups", List.of("staff", "leads", "choir"))))
                .contains(Role.ADMIN);
        assertThat(mapping.of(Map.of("groups", "staff sre"))).contains(Role.RESPONDER);
        assertThat(mapping.of(Map.of("groups", List.of("choir")))).isEmpty();
        assertThat(mapping.of(Map.of("roles", List.of("leads")))).isEmpty();
        assertThat(mapping.of(Map.of("groups", 7))).isEmpty();
    }

    @Test
    void looksIntoObjectsAndTakesNamesWithDotsAsTheyAre() {
        assertThat(mapping("realm_access.roles", "admin=boss")
                        .of(Map.of("realm_access", Map.of("roles", List.of("boss")))))
                .contains(Role.ADMIN);
        assertThat(mapping("https://shop.example/roles", "admin=boss")
                        .of(Map.of("https://shop.example/roles", List.of("boss"))))
                .contains(Role.ADMIN);
    }

    @Test
    void saysWhichLineCannotBeUsed() {
        assertThatThrownBy(() -> mapping("roles", "boss=admins"))
                .hasMessageContaining("FIREBREAK_OIDC_ROLES")
                .hasMessageContaining("boss=admins");
        assertThatThrownBy(() -> mapping("roles", "admin")).hasMessageContaining("role=word");
    }

    private static RoleMapping mapping(String claim, String... roles) {
        return RoleMapping.of(new OidcSettings(null, null, claim, "name", List.of(roles)));
    }
}
