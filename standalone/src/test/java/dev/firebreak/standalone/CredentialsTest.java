package dev.firebreak.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialsTest {
    @TempDir
    Path folder;

    @Test
    void areGeneratedOnceAndKept() {
        Path file = folder.resolve("credentials");
        Credentials first = Credentials.open(file, given());
        first.keep(file, Map.of("FIREBREAK_URL", "http://127.0.0.1:8080"));

        Credentials second = Credentials.open(file, given());

        assertThat(first.adminPassword()).hasSize(24).isNotEqualTo(first.vercelSecret());
        assertThat(second.adminPassword()).isEqualTo(first.adminPassword());
        assertThat(second.vercelSecret()).isEqualTo(first.vercelSecret());
    }

    @Test
    void areReadableByTheirOwnerOnly() throws IOException {
        Path file = folder.resolve("credentials");

        Credentials.open(file, given()).keep(file, Map.of("FIREBREAK_URL", "http://127.0.0.1:8080"));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readAllLines(file)).contains("FIREBREAK_USER=admin", "FIREBREAK_URL=http://127.0.0.1:8080");
    }

    @Test
    void ofTheEnvironmentWin() {
        Credentials credentials = Credentials.open(
                folder.resolve("credentials"), given("FIREBREAK_SENTRY_SECRETS", "new-secret, old-secret"));

        assertThat(credentials.sentrySecret()).isEqualTo("new-secret");
        assertThat(credentials.get("FIREBREAK_SENTRY_SECRETS")).isEqualTo("new-secret, old-secret");
    }

    @Test
    void doNotShowThemselvesAsText() {
        Credentials credentials = Credentials.open(folder.resolve("credentials"), given());

        assertThat(credentials.toString()).doesNotContain(credentials.adminPassword());
    }

    @Test
    void refuseABrokenFileByLine() throws IOException {
        Path file = folder.resolve("credentials");
        Files.writeString(file, "# a comment\nFIREBREAK_ADMIN_PASSWORD\n");

        assertThatExceptionOfType(StartupProblem.class)
                .isThrownBy(() -> Credentials.open(file, given()))
                .withMessageContaining("Line 2 of " + file);
    }

    @Test
    void refuseAPasswordThatIsTooShort() {
        assertThatExceptionOfType(StartupProblem.class)
                .isThrownBy(() ->
                        Credentials.open(folder.resolve("credentials"), given("FIREBREAK_ADMIN_PASSWORD", "secret")))
                .withMessageContaining("FIREBREAK_ADMIN_PASSWORD")
                .withMessageNotContaining("secret ");
    }

    private static GivenSettings given(String... pair) {
        return new GivenSettings(pair.length == 0 ? Map.of() : Map.of(pair[0], pair[1]), Map.of());
    }
}
