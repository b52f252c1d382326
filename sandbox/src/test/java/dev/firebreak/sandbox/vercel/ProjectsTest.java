package dev.firebreak.sandbox.vercel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebreak.sandbox.SandboxSettings;
import dev.firebreak.sandbox.SandboxSettings.ShopSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class ProjectsTest {
    private static final Instant NOON = Instant.parse("2026-02-01T12:00:00Z");

    @TempDir
    Path folder;

    @Test
    void beginsWithTwoGoodDeploymentsThatAreNotRecent() {
        Project project = projects(NOON).ofHost("shop.example");

        assertThat(project.deployments())
                .hasSize(2)
                .noneMatch(Deployment::bad)
                .allSatisfy(deployment -> assertThat(Duration.between(deployment.createdAt(), NOON))
                        .isGreaterThan(Duration.ofHours(2)));
        assertThat(project.live()).isEqualTo(project.deployments().getFirst());
    }

    @Test
    void knowsItsDeploymentsAgainAfterARestart() {
        Projects before = projects(NOON);
        Project project = before.ofHost("shop.example");
        Deployment good = project.live();
        Deployment bad = project.deploy(Deployment.of("shop", "x", NOON, "Drop an index", true));
        project.rollBack(good.id(), NOON);
        project.advance(project.job().orElseThrow(), AliasJob.Status.SUCCEEDED);
        before.save();

        Project after = projects(NOON.plusSeconds(3600)).ofHost("shop.example");

        assertThat(after.live()).isEqualTo(good);
        assertThat(after.find(bad.id())).contains(bad);
        assertThat(after.followsBuilds()).isFalse();
    }

    @Test
    void beginsAnewWhenItsFileIsDamaged() throws IOException {
        Files.writeString(folder.resolve("projects.json"), "[{");

        assertThat(projects(NOON).ofHost("shop.example").deployments()).hasSize(2);
    }

    @Test
    void givesSeededDeploymentsTheSameIdsEachTime() {
        assertThat(projects(NOON).ofHost("a.example").live().id())
                .isEqualTo(projects(NOON.plusSeconds(60))
                        .ofHost("a.example")
                        .live()
                        .id());
    }

    @Test
    void refusesASecondJobWhileOneRuns() {
        Project project = projects(NOON).ofHost("shop.example");
        String first = project.deployments().getLast().id();
        project.rollBack(first, NOON);

        assertThatThrownBy(() -> project.rollBack(first, NOON))
                .isInstanceOfSatisfying(
                        VercelRefusal.class,
                        refusal -> assertThat(refusal.status()).isEqualTo(409));
    }

    @Test
    void takesNoHostThatIsNone() {
        assertThatThrownBy(() -> projects(NOON).ofHost("../etc")).isInstanceOf(IllegalArgumentException.class);
    }

    private Projects projects(Instant now) {
        var settings = new SandboxSettings(
                URI.create("http://ingest"),
                URI.create("http://notifier"),
                new SandboxSettings.Redis("127.0.0.1", 0),
                false,
                Optional.of(folder.toString()),
                new SandboxSettings.Slack(List.of(), Optional.empty()),
                new SandboxSettings.Vercel(List.of(), Optional.empty()),
                new SandboxSettings.Pagerduty(List.of()),
                List.of(),
                List.of(),
                List.of(new ShopSettings(List.of("shop.example"), "prj_shop", "shop", "team_shop")));
        return new Projects(settings, InstantSource.fixed(now), new ProjectFile(settings, JsonMapper.shared()));
    }
}
