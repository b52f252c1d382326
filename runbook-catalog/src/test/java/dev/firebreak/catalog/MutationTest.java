package dev.firebreak.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.catalog.yaml.Problems;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever happens to a byte of the catalogue, the answer is a catalogue or a list of problems with places. */
@Timeout(
        value = 15,
        unit = TimeUnit.MINUTES,
        threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // only what hangs takes so long
class MutationTest {
    private static final long SEED = 20260301;
    private static final int TIMES = 600;
    private static final int TIMES_OF_ALL = 300;

    @Test
    void noByteEndsInAnExceptionOrAHang() {
        var random = new Random(SEED);
        for (int i = 0; i < TIMES; i++) {
            boolean isSystem = random.nextInt(3) == 0;
            byte[] system = Folders.SYSTEM.getBytes(UTF_8);
            byte[] runbook = Folders.RUNBOOK.getBytes(UTF_8);
            var files = new TreeMap<String, byte[]>();
            files.put("shop/system.yaml", isSystem ? mutated(system, random) : system);
            files.put("shop/outage.yaml", isSystem ? runbook : mutated(runbook, random));

            CatalogResult result = CatalogLoader.standard().load(new CatalogFolder(files), new Problems());

            if (result instanceof CatalogResult.Invalid invalid) {
                assertThat(invalid.problems())
                        .as("seed %d, turn %d", SEED, i)
                        .isNotEmpty()
                        .allSatisfy(problem -> {
                            assertThat(problem.line()).isPositive();
                            assertThat(problem.column()).isPositive();
                        });
            }
        }
    }

    @Test
    void norDoesAnyOfTheFiveSystems() {
        var random = new Random(SEED);
        var problems = new Problems();
        var all = CatalogFolder.read(Path.of("../runbooks"), problems).files();
        List<String> names = List.copyOf(all.keySet());
        for (int i = 0; i < TIMES_OF_ALL; i++) {
            String name = names.get(random.nextInt(names.size()));
            String system = name.substring(0, name.indexOf('/') + 1);
            var files = new TreeMap<>(all.subMap(system, system + Character.MAX_VALUE));
            files.put(name, mutated(Objects.requireNonNull(files.get(name)), random));

            CatalogResult result = CatalogLoader.standard().load(new CatalogFolder(files), new Problems());

            if (result instanceof CatalogResult.Invalid invalid) {
                assertThat(invalid.problems())
                        .as("seed %d, turn %d, %s", SEED, i, name)
                        .isNotEmpty()
                        .allSatisfy(problem -> assertThat(problem.line()).isPositive());
            }
        }
    }

    private static byte[] mutated(byte[] bytes, Random random) {
        int at = random.nextInt(bytes.length);
        byte[] changed = bytes.clone();
        switch (random.nextInt(4)) {
            case 0 -> changed[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> changed[at] = (byte) random.nextInt(256);
            case 2 -> changed = without(bytes, at, Math.min(bytes.length, at + 1 + random.nextInt(20)));
            default -> changed = Arrays.copyOf(bytes, at);
        }
        return changed;
    }

    private static byte[] without(byte[] bytes, int from, int to) {
        byte[] rest = new byte[bytes.length - (to - from)];
        System.arraycopy(bytes, 0, rest, 0, from);
        System.arraycopy(bytes, to, rest, from, bytes.length - to);
        return rest;
    }
}
