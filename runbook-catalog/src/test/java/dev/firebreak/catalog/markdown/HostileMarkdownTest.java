package dev.firebreak.catalog.markdown;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.catalog.CatalogLoader;
import dev.firebreak.catalog.CatalogResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is in a document: what comes of it validates, in bounded time. */
@Timeout(
        value = 15,
        unit = TimeUnit.MINUTES,
        threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // only what hangs takes so long
class HostileMarkdownTest {
    private static final long SEED = 20260301;
    private static final int TIMES = 60;

    static Stream<Path> documents() throws IOException {
        return MarkdownImportTest.documents();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void noByteOfADocumentEndsInAnExceptionOrAHangOrBadYaml(Path document) {
        byte[] bytes = Documents.read(document).getBytes(UTF_8);
        var random = new Random(SEED);
        for (int i = 0; i < TIMES; i++) {
            validates(new String(mutated(bytes, random), UTF_8), document + ", seed " + SEED + ", turn " + i);
        }
    }

    @Test
    void norDoesWhatIsMeantToHurt() {
        List<String> hostile = List.of(
                "",
                "\0\u0001\u0007\u001b[2J\uFEFF\u2028\u2029\uFFFF",
                "> ".repeat(2_000) + "deep",
                "- ".repeat(2_000) + "deep",
                "  - a\n".repeat(3_000),
                "*".repeat(20_000) + "a",
                "[".repeat(20_000),
                "`".repeat(20_000),
                "<".repeat(20_000),
                "| a ".repeat(2_000) + "|\n" + "|---".repeat(2_000) + "|\n" + "| b ".repeat(2_000) + "|",
                "# P1: down\n\n" + "1. ${alert.name} ${ ${x} $${\n".repeat(500),
                "# P1: down\n\n1. " + "${a}".repeat(500),
                "# P1: down\n\n" + "1. look `vercel rollback` 'x' \"y\" : # & * ! %\n".repeat(50),
                "# P1: " + "very ".repeat(2_000) + "down\n\n1. look\n",
                "# P1: 宕机\n\n1. 看\n2. ☃\n",
                "# P1: ---\n\n1. true\n2. null\n3. 42\n4. ~\n",
                "# Severity\n\n| Level | Response |\n|---|---|\n| P1 | 99999 days |\n| P2 | x |\n",
                "# Metrics\n\n| Metric | Warning | Critical |\n|---|---|---|\n" + "| m | > 1 | > 2 |\n".repeat(2_000),
                "# Daily tasks\n\n" + "- [ ] look\n".repeat(3_000),
                "# Rules\n\n```\n" + "- alert: 'a\"b\\'\n  expr: x > 1\n  severity: ${x}\n".repeat(800) + "```\n",
                "# Cache down\n\n```\nredis-cli DEL \"" + "x*".repeat(3_000)
                        + "\"\nkubectl scale deployment/a --replicas=99999999\n```\n",
                "# Down\n\n```\nselect " + "( ".repeat(20_000) + "\n```\n");
        hostile.forEach(text -> validates(text, text.substring(0, Math.min(60, text.length()))));
    }

    private static void validates(String text, String what) {
        MarkdownImport imported = Documents.imported("hostile.md", text);
        CatalogResult result = CatalogLoader.standard().load(imported.catalog("shop"));
        if (result instanceof CatalogResult.Invalid invalid) {
            assertThat(invalid.problems()).as(what).isEmpty();
        }
    }

    private static byte[] mutated(byte[] bytes, Random random) {
        int at = random.nextInt(bytes.length);
        byte[] changed = bytes.clone();
        switch (random.nextInt(4)) {
            case 0 -> changed[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> changed[at] = (byte) random.nextInt(256);
            case 2 -> changed = Arrays.copyOf(bytes, at);
            default -> System.arraycopy(bytes, at, changed, 0, bytes.length - at);
        }
        return changed;
    }
}
