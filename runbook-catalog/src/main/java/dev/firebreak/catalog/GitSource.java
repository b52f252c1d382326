package dev.firebreak.catalog;

import dev.firebreak.catalog.yaml.Position;
import dev.firebreak.catalog.yaml.Problems;
import dev.firebreak.catalog.yaml.YamlReader;
import dev.firebreak.model.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.jgit.api.Git;
import org.eclipse.jgit.api.TransportCommand;
import org.eclipse.jgit.api.errors.GitAPIException;
import org.eclipse.jgit.api.errors.JGitInternalException;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevTag;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.RefSpec;
import org.eclipse.jgit.transport.TagOpt;
import org.eclipse.jgit.transport.URIish;
import org.eclipse.jgit.transport.UsernamePasswordCredentialsProvider;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.jspecify.annotations.Nullable;

/**
 * A branch or a tag of a git repository. Where it stands is asked first; only a new commit is fetched, that one alone, and
 * its files are kept in memory: nobody sees half a change, and nothing is left on the disk.
 */
final class GitSource implements CatalogSource {
    private static final Duration SHORTEST = Duration.ofSeconds(30);
    private static final int SECONDS = 20;
    private static final String FETCHED = "refs/firebreak/catalogue";

    private final String address;
    /** By preference: a branch goes before a tag of the same name. */
    private final List<String> wanted;

    private final String folder;
    private final Optional<Secret> token;
    private final Optional<Path> keys;
    private final InstantSource clock = InstantSource.system();
    private @Nullable ObjectId commit; // it and the files are guarded by this
    private CatalogFolder files = new CatalogFolder(new TreeMap<>());

    private GitSource(String address, String ref, String folder, CatalogPlace place) {
        this.address = address;
        this.wanted = wanted(ref, place.keys().isPresent());
        this.folder = folder.isEmpty() || folder.endsWith("/") ? folder : folder + "/";
        this.token = place.token();
        this.keys = place.keys();
    }

    /** What must be signed is a tag: a branch has nobody who says "this one". */
    private static List<String> wanted(String ref, boolean isSigned) {
        if (isSigned) {
            return List.of("refs/tags/" + ref);
        }
        return ref.isEmpty() ? List.of("HEAD") : List.of("refs/heads/" + ref, "refs/tags/" + ref);
    }

    /** @param text the address, at its end {@code #branch-or-tag:folder}, of which each may be left out */
    static GitSource of(String text, CatalogPlace place) {
        String[] parts = text.split("#", 2);
        String[] inside = parts.length == 1 ? new String[] {""} : parts[1].split(":", 2);
        return new GitSource(parts[0], inside[0], inside.length == 1 ? "" : inside[1], place);
    }

    /** A repository is somebody else's machine: not asked more often than that. */
    @Override
    public Duration lookEvery(Duration every) {
        return every.isPositive() && every.compareTo(SHORTEST) < 0 ? SHORTEST : every;
    }

    /** The files last read, and a problem told, when it does not answer or the branch is gone. */
    @Override
    public synchronized CatalogFolder read(Problems problems) {
        try {
            if (hasLogin()) {
                tell(problems, "a login in the repository's address", "none: its token is a setting of its own");
                return files;
            }
            Optional<Ref> tip = tip();
            if (tip.isEmpty()) {
                tell(
                        problems,
                        "no " + String.join(" nor ", wanted) + " in " + address,
                        "a branch or a tag that is there");
            } else if (!commit(tip.get()).equals(commit)) {
                take(tip.get(), problems);
            }
        } catch (GitAPIException | JGitInternalException | IOException | URISyntaxException e) {
            tell(problems, "a repository that cannot be read (" + e.getMessage() + ")", "one that answers");
        }
        return files;
    }

    private boolean hasLogin() throws URISyntaxException {
        URIish uri = new URIish(address);
        return uri.getPass() != null || (uri.getUser() != null && !"ssh".equals(uri.getScheme()));
    }

    private static void tell(Problems problems, String found, String expected) {
        problems.add(new Position(".", 1, 1), found, expected);
    }

    private Optional<Ref> tip() throws GitAPIException {
        Map<String, Ref> refs =
                with(Git.lsRemoteRepository().setRemote(address)).callAsMap();
        return wanted.stream().map(refs::get).filter(Objects::nonNull).findFirst();
    }

    /** A tag with a message is followed to its commit. */
    private static ObjectId commit(Ref ref) {
        return Objects.requireNonNullElse(ref.getPeeledObjectId(), ref.getObjectId());
    }

    /** What nobody trusted has signed is not taken, however often it is looked at. */
    private void take(Ref tip, Problems problems) throws GitAPIException, IOException {
        Optional<CatalogFolder> fetched = fetch(tip);
        if (fetched.isPresent()) {
            files = fetched.get();
            commit = commit(tip);
        } else {
            tell(problems, tip.getName() + ", which no key of " + keys.orElseThrow() + " has signed", "a signed tag");
        }
    }

    private Optional<CatalogFolder> fetch(Ref ref) throws GitAPIException, IOException {
        Path place = Files.createTempDirectory("firebreak-catalogue-");
        try (Git git = Git.init().setBare(true).setGitDir(place.toFile()).call()) {
            // A fetch would tidy up in the background, in a folder that is about to go; even to find that nothing is to
            // do
            // it would write there.
            git.getRepository().getConfig().setInt("gc", null, "auto", 0);
            git.getRepository().getConfig().setBoolean("gc", null, "autoDetach", false);
            git.getRepository().getConfig().save();
            with(git.fetch()
                            .setRemote(address)
                            .setRefSpecs(new RefSpec("+" + ref.getName() + ":" + FETCHED))
                            .setDepth(1)
                            .setTagOpt(TagOpt.NO_TAGS))
                    .call();
            return isTrusted(git.getRepository()) ? Optional.of(read(git.getRepository())) : Optional.empty();
        } finally {
            delete(place);
        }
    }

    private boolean isTrusted(Repository repository) throws IOException {
        if (keys.isEmpty()) {
            return true;
        }
        try (RevWalk revisions = new RevWalk(repository)) {
            return revisions.parseAny(repository.resolve(FETCHED)) instanceof RevTag tag
                    && wanted.contains("refs/tags/" + tag.getTagName()) // not another tag's signature under this name
                    && tag.getRawGpgSignature() != null
                    && TrustedKeys.read(keys.get()).haveSigned(text(tag), tag.getRawGpgSignature(), clock.instant());
        }
    }

    /** What was signed: all that stands before the signature. */
    private static byte[] text(RevTag tag) {
        byte[] whole = tag.getRawBuffer();
        return Arrays.copyOf(whole, whole.length - tag.getRawGpgSignature().length);
    }

    private CatalogFolder read(Repository repository) throws IOException {
        TreeMap<String, byte[]> found = new TreeMap<>();
        try (RevWalk revisions = new RevWalk(repository);
                TreeWalk tree = new TreeWalk(repository)) {
            tree.addTree(revisions.parseCommit(repository.resolve(FETCHED)).getTree());
            tree.setRecursive(true);
            while (tree.next() && found.size() <= CatalogFolder.MOST_FILES) {
                String path = tree.getPathString();
                String name = path.startsWith(folder) ? path.substring(folder.length()) : "";
                if (CatalogFolder.isYaml(name)) {
                    try (InputStream in = repository.open(tree.getObjectId(0)).openStream()) {
                        found.put(name, in.readNBytes(YamlReader.MOST_BYTES + 1));
                    }
                }
            }
        }
        return new CatalogFolder(found);
    }

    private <C extends TransportCommand<C, ?>> C with(C command) {
        command.setTimeout(SECONDS);
        token.ifPresent(it ->
                command.setCredentialsProvider(new UsernamePasswordCredentialsProvider("x-access-token", it.reveal())));
        return command;
    }

    private static void delete(Path place) throws IOException {
        try (Stream<Path> all = Files.walk(place)) {
            for (Path file : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
