package dev.firebreak.catalog.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(
        value = 15,
        unit = TimeUnit.MINUTES,
        threadMode = Timeout.ThreadMode.SEPARATE_THREAD) // only what hangs takes so long
class HostileYamlTest {
    @Test
    void anAliasBombIsRefusedAtItsFirstAnchor() {
        String bomb = "a: &a [x, x, x, x]\nb: &b [*a, *a, *a, *a]\nc: &c [*b, *b, *b, *b]\nd: [*c, *c]\n";

        assertThat(problems(bomb.getBytes(UTF_8)))
                .containsExactly(
                        "bad.yaml:1:4: found an anchor, expected plain YAML: anchors and aliases are not read");
    }

    @Test
    void depthAndSizeAreBounded() {
        assertThat(problems("[".repeat(100_000).getBytes(UTF_8)))
                .singleElement()
                .asString()
                .contains("nesting deeper");
        assertThat(problems("{a: ".repeat(50_000).getBytes(UTF_8)))
                .singleElement()
                .asString()
                .contains("nesting deeper");
        assertThat(problems(new byte[YamlReader.MOST_BYTES + 1]))
                .singleElement()
                .asString()
                .contains("at most");
    }

    @Test
    void bytesThatAreNoTextAreTold() {
        assertThat(problems(new byte[] {(byte) 0xff, (byte) 0xfe, 0x41}))
                .singleElement()
                .asString()
                .contains("UTF-8");
        assertThat(problems("a: \u0000b".getBytes(UTF_8)))
                .singleElement()
                .asString()
                .contains("bad YAML");
        assertThat(problems("%YAML 9.9\n--- a".getBytes(UTF_8))).isNotEmpty();
        assertThat(problems("? [a]\n: b".getBytes(UTF_8)))
                .singleElement()
                .asString()
                .contains("as a key");
    }

    @Test
    void longNamesListsAndNumbersAreOnlyWrong() {
        String name = "a-".repeat(100_000) + "a";
        List<String> wrong = new ArrayList<>();
        for (String text : List.of(
                name,
                "1".repeat(100_000) + ".5",
                "0x1F",
                "0o17",
                "99999999999999999999",
                "[" + "1,".repeat(60_000) + "1]")) {
            var problems = new Problems();
            Value value =
                    YamlReader.read("bad.yaml", text.getBytes(UTF_8), problems).orElseThrow();
            value.name("shop");
            value.number();
            value.integer(0, 5);
            value.duration();
            value.list();
            value.named("thing");
            problems.sorted().forEach(problem -> wrong.add(problem.toString()));
        }

        assertThat(wrong)
                .hasSizeGreaterThan(20)
                .allSatisfy(problem -> assertThat(problem).hasSizeLessThan(2_200));
    }

    private static List<String> problems(byte[] bytes) {
        var problems = new Problems();
        YamlReader.read("bad.yaml", bytes, problems);
        return problems.sorted().stream().map(Problem::toString).toList();
    }
}
