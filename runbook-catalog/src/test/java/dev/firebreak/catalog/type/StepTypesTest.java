package dev.firebreak.catalog.type;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.catalog.Folders;
import dev.firebreak.model.remediation.StepKind;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StepTypesTest {
    @TempDir
    private Path folder;

    static List<StepType> types() {
        return StepTypes.standard().all();
    }

    /** Reading one fills in its defaults, so a default that does not fit its kind shows here and not at night. */
    @ParameterizedTest
    @MethodSource("types")
    void tellsWhatIsMissingAndKnowsItsDefaults(StepType type) {
        String step = "    - {id: one, " + type.kind().word() + ": " + type.name() + "}\n";
        String runbook = Folders.RUNBOOK.substring(0, Folders.RUNBOOK.indexOf("    - id:")) + step;
        long missing = type.parameters().stream().filter(Parameter::required).count()
                + type.exactlyOneOf().size();

        assertThat(Folders.problems(folder, "shop/outage.yaml", runbook)).hasSize((int) missing);
    }

    @Test
    void namesAreUniqueAndParametersToo() {
        assertThat(types()).extracting(type -> type.kind() + " " + type.name()).doesNotHaveDuplicates();
        assertThat(types()).allSatisfy(type -> {
            assertThat(type.parameters()).extracting(Parameter::name).doesNotHaveDuplicates();
            assertThat(type.exactlyOneOf().stream().flatMap(List::stream))
                    .allMatch(name -> type.parameter(name).isPresent());
        });
    }

    @Test
    void onlyWordsForPeopleNeedNoProof() {
        assertThat(types().stream().filter(type -> type.kind() == StepKind.ACTION && !type.needsVerify()))
                .extracting(StepType::name)
                .containsExactlyInAnyOrder("statuspage.update", "incident.page", "incident.note");
    }

    @Test
    void everyTypeOfTheFormatIsThere() {
        Stream<String> written = Stream.of(
                "http.status",
                "http.json",
                "tcp.open",
                "dns.resolves",
                "tls.expiry",
                "prometheus.query",
                "deployment.recent",
                "deployment.state",
                "redis.ping",
                "redis.info",
                "breaker.state",
                "postgres.ping",
                "postgres.connections",
                "postgres.slowQueries",
                "queue.depth",
                "http.call",
                "vercel.rollback",
                "vercel.promote",
                "vercel.purgeCache",
                "haproxy.switchBackend",
                "kubernetes.switchService",
                "kubernetes.rolloutUndo",
                "kubernetes.rolloutRestart",
                "kubernetes.scale",
                "redis.flush",
                "redis.delete",
                "breaker.reset",
                "postgres.terminateIdle",
                "postgres.terminateLongRunning",
                "statuspage.update",
                "github.dispatch",
                "incident.page",
                "incident.note");

        assertThat(types()).extracting(StepType::name).containsAll(written.toList());
    }
}
