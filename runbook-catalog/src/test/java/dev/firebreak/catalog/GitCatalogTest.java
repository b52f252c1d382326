package dev.firebreak.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.catalog.yaml.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A catalogue out of a real repository. */
class GitCatalogTest {
    @TempDir
    private Path folder;

    private Git git;

    @BeforeEach
    void commitTheShop() throws GitAPIException {
        git = Git.init().setDirectory(folder.toFile()).setInitialBranch("main").call();
        Folders.shop(folder);
        commit("the shop");
    }

    @AfterEach
    void close() {
        git.close();
    }

    @Test
    void aBranchIsFollowed() throws GitAPIException {
        try (CatalogHolder holder = open("#main")) {
            String before = holder.get().version();
            Folders.write(folder, "shop/outage.yaml", Folders.RUNBOOK.replace("level: P0", "level: P1"));
            holder.reload();
            assertThat(holder.get().version()).as("what is not committed").isEqualTo(before);

            commit("milder");
            holder.reload();

            assertThat(holder.get().version())
                    .isEqualTo(Folders.load(folder).version())
                    .isNotEqualTo(before);
        }
    }

    @Test
    void aTagStaysWhereItIsUntilItIsMoved() throws GitAPIException {
        git.tag().setName("live").setMessage("approved").setSigned(false).call();
        String tagged = Folders.load(folder).version();
        Folders.write(folder, "shop/outage.yaml", Folders.RUNBOOK.replace("level: P0", "level: P1"));
        commit("milder");
        try (CatalogHolder holder = open("#live")) {
            assertThat(holder.get().version()).isEqualTo(tagged);

            git.tag()
                    .setName("live")
                    .setForceUpdate(true)
                    .setMessage("approved")
                    .setSigned(false)
                    .call();
            holder.reload();

            assertThat(holder.get().version()).isEqualTo(Folders.load(folder).version());
        }
    }

    @Test
    void withoutABranchItIsTheRepositorysOwn() {
        try (CatalogHolder holder = open("")) {
            assertThat(holder.get().version()).isEqualTo(Folders.load(folder).version());
        }
    }

    @Test
    void aFolderOfItIsEnough() throws GitAPIException, IOException {
        Folders.write(folder, "docker-compose.yaml", "services: {}", ".github/workflows/build.yaml", "on: push");
        Files.createDirectories(folder.resolve("runbooks"));
        Files.move(folder.resolve("shop"), folder.resolve("runbooks/shop"));
        git.rm().addFilepattern("shop").call();
        commit("beside other things");

        try (CatalogHolder holder = open("#main:runbooks")) {
            assertThat(holder.get().version())
                    .isEqualTo(Folders.load(folder.resolve("runbooks")).version());
        }
    }

    @Test
    void theLastGoodOneStaysWhenTheNextIsWrong() throws GitAPIException {
        try (CatalogHolder holder = open("#main")) {
            Catalog good = holder.get();
            Folders.write(folder, "shop/outage.yaml", Folders.RUNBOOK.replace("level: P0", "level: P9"));
            commit("a slip");

            holder.reload();

            assertThat(holder.get()).isSameAs(good);
            assertThat(holder.problems())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.file()).isEqualTo("shop/outage.yaml"));
        }
    }

    @Test
    void theLastGoodOneStaysWhileTheRepositoryIsAway() throws IOException {
        Path away = folder.resolveSibling(folder.getFileName() + "-away");
        try (CatalogHolder holder = open("#main")) {
            Catalog good = holder.get();

            Files.move(folder, away);
            holder.reload();

            assertThat(holder.get()).isSameAs(good);
            assertThat(holder.problems()).extracting(Problem::found).allMatch(it -> it.startsWith("a repository that"));

            Files.move(away, folder);
            holder.reload();

            assertThat(holder.get()).isSameAs(good);
            assertThat(holder.problems()).isEmpty();
        }
    }

    @Test
    void whatIsNotThereIsNamed() {
        assertThat(problems("git+" + folder.toUri() + "#mian"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.found()).contains("refs/heads/mian", "refs/tags/mian"));
    }

    @Test
    void aLoginInTheAddressIsRefusedAndNotRepeated() {
        assertThat(problems("git+https://ada:s3cret@git.example/runbooks.git"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString())
                        .contains("a login in the repository's address")
                        .doesNotContain("s3cret"));
    }

    @Test
    void withKeysOnlyWhatOneOfThemHasSignedIsTaken() throws Exception {
        SigningKey ours = SigningKey.make();
        Path keys = Files.writeString(folder.resolveSibling("keys.asc"), ours.publicKey());
        ours.tag(git.getRepository(), "live");
        try (CatalogHolder holder = open("#live", keys.toString())) {
            Catalog signed = holder.get();
            Folders.write(folder, "shop/outage.yaml", Folders.RUNBOOK.replace("level: P0", "level: P1"));
            commit("milder");

            SigningKey.make().tag(git.getRepository(), "live"); // somebody else's
            holder.reload();
            assertThat(holder.get()).isSameAs(signed);
            assertThat(holder.problems()).extracting(Problem::found).allMatch(it -> it.contains("no key of"));

            git.tag()
                    .setName("live")
                    .setForceUpdate(true)
                    .setMessage("nobody's")
                    .setSigned(false)
                    .call();
            holder.reload();
            assertThat(holder.get()).isSameAs(signed);

            ours.tag(git.getRepository(), "draft"); // signed, but as another tag
            git.getRepository().updateRef("refs/tags/live").link("refs/tags/draft");
            holder.reload();
            assertThat(holder.get()).isSameAs(signed);

            git.getRepository().updateRef("refs/tags/live", true).delete();
            ours.tag(git.getRepository(), "live");
            holder.reload();
            assertThat(holder.problems()).isEmpty();
            assertThat(holder.get().version()).isEqualTo(Folders.load(folder).version());
        }
        assertThat(CatalogLoader.standard()
                        .load(CatalogPlace.of("git+" + folder.toUri() + "#main", "", keys.toString())))
                .as("a branch is not signed")
                .isInstanceOf(CatalogResult.Invalid.class);
    }

    private static List<Problem> problems(String place) {
        CatalogResult result = CatalogLoader.standard().load(CatalogPlace.of(place, "", ""));
        return ((CatalogResult.Invalid) result).problems();
    }

    private CatalogHolder open(String ref) {
        return open(ref, "");
    }

    private CatalogHolder open(String ref, String keys) {
        return CatalogHolder.open(
                CatalogPlace.of("git+" + folder.toUri() + ref, "", keys),
                CatalogLoader.standard(),
                Duration.ZERO,
                CatalogHolder.Listener.NONE);
    }

    private void commit(String message) throws GitAPIException {
        git.add().addFilepattern(".").call();
        git.commit()
                .setMessage(message)
                .setAuthor("Ada", "ada@shop.example")
                .setCommitter("Ada", "ada@shop.example")
                .setSign(false)
                .call();
    }
}
