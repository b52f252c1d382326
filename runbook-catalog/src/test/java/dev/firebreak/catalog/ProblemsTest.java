package dev.firebreak.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProblemsTest {
    @TempDir
    private Path folder;

    @Test
    void tellsEveryProblemAtOnceInOrder() {
        var problems = Folders.problems(folder, "shop/outage.yaml", """
                apiVersion: firebreak.dev/v1
                kind: Runbook
                metadata: {system: shop, name: outage}
                spec:
                  title: Outage
                  title: Again
                  when:
                    - alert.nme == 'X'
                    - alert.name
                  level: P9
                  colour: red
                  steps:
                    - id: look
                      check: http.sttus
                    - id: flush
                      action: redis.flush
                      with: {target: rdis}
                      mode: auto
                """);

        assertThat(problems).hasSize(8);
        assertThat(problems.get(0))
                .isEqualTo("shop/outage.yaml:6:3: found the key 'title' a second time, expected each key once");
        assertThat(problems.get(1))
                .isEqualTo("shop/outage.yaml:8:13: found 'nme', expected a field that exists; did you mean name?");
        assertThat(problems.get(2)).startsWith("shop/outage.yaml:9:7: found an expression that gives text");
        assertThat(problems.get(3))
                .isEqualTo(
                        "shop/outage.yaml:10:10: found 'P9', expected one of the severity levels P0, P1, P3; did you mean P0?");
        assertThat(problems.get(4)).startsWith("shop/outage.yaml:11:3: found 'colour', expected one of the keys");
        assertThat(problems.get(5))
                .startsWith("shop/outage.yaml:14:14: found 'http.sttus'")
                .endsWith("did you mean http.status?");
        assertThat(problems.get(6))
                .isEqualTo(
                        "shop/outage.yaml:17:22: found 'rdis', expected one of the Redis targets redis; did you mean redis?");
        assertThat(problems.get(7))
                .isEqualTo("shop/outage.yaml:18:13: found mode auto without 'verify', expected 'verify' "
                        + "with a check that proves that redis.flush helped");
    }

    @Test
    void anExpressionKnowsOnlyWhatIsThere() {
        assertThat(Folders.problemsOfRunbook(folder, "alert.name ==", "incident.title =="))
                .singleElement()
                .asString()
                .startsWith("shop/outage.yaml:7:7: found 'incident', expected one of alert, service, target");
        assertThat(Folders.problemsOfRunbook(folder, "steps['recent-deployment'].ok", "steps['rollback'].ok"))
                .singleElement()
                .asString()
                .isEqualTo(
                        "shop/outage.yaml:15:16: found 'rollback', expected one of the earlier steps recent-deployment");
        assertThat(Folders.problemsOfRunbook(
                        folder,
                        "alert.name == 'Health",
                        "threshold['eror-rate'].warning > 1.0 && alert.name == 'Health"))
                .singleElement()
                .asString()
                .contains(":7:16: found 'eror-rate'")
                .endsWith("did you mean error-rate?");
        assertThat(Folders.problemsOfRunbook(folder, "${service.name}", "${service.nam}"))
                .singleElement()
                .asString()
                .contains("found 'nam'")
                .contains(":23:");
        assertThat(Folders.problemsOfRunbook(folder, "incident.age > duration('15m')", "incident.age > 15"))
                .singleElement()
                .asString()
                .contains(":22:")
                .contains("bad CEL");
    }

    @Test
    void namesAreHeldAgainstWhatIsDefined() {
        assertThat(Folders.problemsOfSystem(folder, "notify: [incidents]", "notify: [incident]"))
                .singleElement()
                .asString()
                .endsWith("did you mean incidents?");
        assertThat(Folders.problemsOfRunbook(folder, "system: shop", "system: shp"))
                .containsExactly(
                        "shop/outage.yaml:3:20: found 'shp', expected one of the systems shop; did you mean shop?");
        assertThat(Folders.problemsOfRunbook(folder, "{target: vercel}", "{target: health}"))
                .singleElement()
                .asString()
                .contains("expected one of the Vercel targets vercel");
        assertThat(Folders.problemsOfRunbook(folder, "within: 30m", "withn: 30m"))
                .hasSize(2);
        assertThat(Folders.problems(folder, "shop/two.yaml", Folders.RUNBOOK))
                .containsExactly(
                        "shop/two.yaml:3:32: found the Runbook shop/outage a second time, expected each name once");
    }

    @Test
    void everyServiceOfARunbookHasItsTargets() {
        String second =
                Folders.SYSTEM.replace("receivers:", "  database: {identify: \"alert.service == 'db'\"}\n  receivers:");

        assertThat(Folders.problems(folder, "shop/system.yaml", second))
                .hasSize(3)
                .first()
                .asString()
                .startsWith("shop/outage.yaml:17:22: found 'vercel', which service database does not have")
                .endsWith("limit them with 'services'");
        assertThat(Folders.problems(
                        folder,
                        "shop/system.yaml",
                        second,
                        "shop/outage.yaml",
                        Folders.RUNBOOK.replace("title: Outage", "title: Outage\n  services: [web]")))
                .isEmpty();
    }

    @Test
    void aVerificationMustBeAbleToSucceed() {
        assertThat(Folders.problemsOfRunbook(folder, "every: 10s, within: 3m", "every: 2m, within: 3m"))
                .singleElement()
                .asString()
                .endsWith("found 3 successes every 2m, expected a 'within' of 4m or more");
        assertThat(Folders.problemsOfRunbook(folder, "every: 10s", "every: 0s")).hasSize(1);
        assertThat(Folders.problemsOfRunbook(folder, "mode: auto", "mode: approve\n      approve: {by: [everyone]}"))
                .singleElement()
                .asString()
                .contains("expected one of the roles responders, admins");
        assertThat(Folders.problemsOfSystem(folder, "\"#incidents\"", "incidents"))
                .hasSize(1);
    }

    @Test
    void secretsAreOnlyNamedAndNeverRepeatedInAProblem() {
        assertThat(Folders.problemsOfSystem(folder, "{secret: redis-url}", "\"redis://user:hunter2@host\""))
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem).doesNotContain("hunter2"));
        assertThat(Folders.problemsOfSystem(folder, "token: {secret: vercel-token}", "token: hunter2"))
                .singleElement()
                .asString()
                .contains("secrets are only named")
                .doesNotContain("hunter2");
    }

    @Test
    void whatIsNoFolderOrNoYamlIsAProblemToo() {
        assertThat(problemsOf(folder.resolve("nowhere")))
                .singleElement()
                .asString()
                .contains("no such folder");
        assertThat(Folders.problems(folder, "shop/broken.yaml", "a: [1, 2\nb: }"))
                .singleElement()
                .asString()
                .startsWith("shop/broken.yaml:");
        assertThat(Folders.problems(folder, "shop/broken.yaml", ""))
                .singleElement()
                .asString()
                .contains("an empty file");
        assertThat(Folders.problems(folder, "shop/broken.yaml", "--- a\n--- b\n"))
                .singleElement()
                .asString()
                .contains("a second document");
    }

    private static List<String> problemsOf(Path folder) {
        return CatalogLoader.standard().load(folder) instanceof CatalogResult.Invalid invalid
                ? invalid.problems().stream().map(Object::toString).toList()
                : List.of();
    }
}
