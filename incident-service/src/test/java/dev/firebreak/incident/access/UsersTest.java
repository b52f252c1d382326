package dev.firebreak.incident.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class UsersTest {
    @Test
    void knowsTheAdministratorAndFurtherUsersWithTheirRoles() {
        Users users = new Users(new AccessSettings("correct-horse", List.of("vera:viewer:look:only-this")));

        assertThat(users.check("admin", "correct-horse")).contains(Role.ADMIN);
        assertThat(users.check("vera", "look:only-this")).contains(Role.VIEWER);
        assertThat(users.check("admin", "correct-horsE")).isEmpty();
        assertThat(users.check("vera", "correct-horse")).isEmpty();
        assertThat(users.check("nobody", "")).isEmpty();
    }

    @Test
    void doesNotStartWithoutAPassword() {
        assertThatThrownBy(() -> new Users(new AccessSettings(null, List.of())))
                .hasMessageContaining("FIREBREAK_ADMIN_PASSWORD is not set");
        assertThatThrownBy(() -> new Users(new AccessSettings(" ", List.of())))
                .hasMessageContaining("FIREBREAK_ADMIN_PASSWORD is not set");
    }

    @Test
    void saysWhatIsWrongWithAUserButNotThePassword() {
        assertThatThrownBy(() -> new Users(new AccessSettings("correct-horse", List.of("vera:boss:secret-word"))))
                .hasMessageContaining("vera")
                .hasMessageContaining("boss")
                .hasMessageNotContaining("secret-word");
        assertThatThrownBy(() -> new Users(new AccessSettings("correct-horse", List.of("vera:secret-word"))))
                .hasMessageContaining("name:role:password")
                .hasMessageNotContaining("secret-word");
        assertThatThrownBy(() -> new Users(new AccessSettings("short", List.of())))
                .hasMessageContaining("shorter than 8");
    }

    @Test
    void settingsDoNotShowPasswords() {
        assertThat(new AccessSettings("correct-horse", List.of("vera:viewer:secret-word")).toString())
                .doesNotContain("correct-horse", "secret-word");
    }
}
