package dev.firebreak.ingest.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedSecretsTest {
    private static final String SETTING = "FIREBREAK_SENTRY_SECRETS";

    @TempDir
    private Path folder;

    private Path file;
    private SharedSecrets secrets;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(folder.resolve("sentry"), "first\n");
        secrets = SharedSecrets.of(Map.of(SETTING, "given", SETTING + "_FILE", file.toString())::get, SETTING);
    }

    @Test
    void takesTheSettingsAndTheFiles() {
        assertThat(check("given")).isInstanceOf(Authentication.Accepted.class);
        assertThat(check("first")).isInstanceOf(Authentication.Accepted.class);
        assertThat(check("other")).isInstanceOf(Authentication.Refused.class);
    }

    @Test
    void takesANewSecretFromTheMomentItIsWritten() throws IOException {
        assertThat(check("first")).isInstanceOf(Authentication.Accepted.class);

        replace("first,second");

        assertThat(check("second")).isInstanceOf(Authentication.Accepted.class);
        assertThat(check("first")).isInstanceOf(Authentication.Accepted.class);
    }

    @Test
    void forgetsASecretThatWasTakenOut() throws IOException {
        replace("second");

        assertThat(check("second")).isInstanceOf(Authentication.Accepted.class);
        assertThat(check("first")).isInstanceOf(Authentication.Refused.class);
    }

    @Test
    void keepsTheLastSecretsWhenTheFileIsGone() throws IOException {
        Files.delete(file);

        assertThat(check("other")).isInstanceOf(Authentication.Refused.class);
        assertThat(check("first")).isInstanceOf(Authentication.Accepted.class);
    }

    @Test
    void isClosedUntilTheFileHasASecret() throws IOException {
        Path later = folder.resolve("later");
        SharedSecrets waiting = SharedSecrets.of(Map.of(SETTING + "_FILE", later.toString())::get, SETTING);
        assertThat(waiting.check(secret -> secret.reveal().equals("x"), "no"))
                .isEqualTo(new Authentication.Closed(SETTING));

        Files.writeString(later, "x");

        assertThat(waiting.check(secret -> secret.reveal().equals("x"), "no"))
                .isInstanceOf(Authentication.Accepted.class);
    }

    private Authentication check(String value) {
        return secrets.check(secret -> secret.reveal().equals(value), "no");
    }

    /** As mounted secrets change: another file is put in its place. */
    private void replace(String content) throws IOException {
        Path next = Files.writeString(folder.resolve("next"), content);
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
    }
}
