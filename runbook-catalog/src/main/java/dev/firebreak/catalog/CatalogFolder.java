package dev.firebreak.catalog;

import dev.firebreak.catalog.yaml.Position;
import dev.firebreak.catalog.yaml.Problems;
import dev.firebreak.catalog.yaml.Sha256;
import dev.firebreak.catalog.yaml.YamlReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The YAML files of a catalogue: what they are called and what is in them. */
record CatalogFolder(SortedMap<String, byte[]> files) {
    private static final int DEEPEST = 8;
    static final int MOST_FILES = 20_000;

    /** Names are relative, with {@code /} on every machine. What cannot be read is told. */
    static CatalogFolder read(Path folder, Problems problems) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            problems.add(new Position(folder.toString(), 1, 1), "no such folder", "a folder with runbooks");
            return new CatalogFolder(files);
        }
        // A link is followed, as folders of containers are links; walk would only see the link itself.
        try (Stream<Path> paths = Files.walk(folder.toRealPath(), DEEPEST)) {
            Path root = folder.toRealPath();
            List<Path> wanted = paths.filter(path -> isYaml(name(root, path)) && Files.isRegularFile(path))
                    .limit(MOST_FILES + 1L)
                    .toList();
            if (wanted.size() > MOST_FILES) {
                problems.add(new Position(".", 1, 1), "more than " + MOST_FILES + " files", "fewer");
                return new CatalogFolder(files);
            }
            wanted.forEach(path -> read(root, path, files, problems));
        } catch (IOException | UncheckedIOException e) {
            problems.add(
                    new Position(".", 1, 1), "a folder that cannot be read (" + e.getMessage() + ")", "a readable one");
        }
        return new CatalogFolder(files);
    }

    private static void read(Path folder, Path path, Map<String, byte[]> files, Problems problems) {
        String name = name(folder, path);
        try (InputStream in = Files.newInputStream(path)) {
            files.put(name, in.readNBytes(YamlReader.MOST_BYTES + 1));
        } catch (IOException e) {
            problems.add(
                    new Position(name, 1, 1), "a file that cannot be read (" + e.getMessage() + ")", "a readable one");
        }
    }

    /** Hidden files and folders do not count. */
    static boolean isYaml(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        boolean isHidden = Stream.of(name.split("/", -1)).anyMatch(part -> part.startsWith("."));
        return (lower.endsWith(".yaml") || lower.endsWith(".yml")) && !isHidden;
    }

    private static String name(Path folder, Path path) {
        return folder.relativize(path).toString().replace('\\', '/');
    }

    /** The same on every machine for the same names and bytes. Lengths keep a name from running into its bytes. */
    String hash() {
        var hash = new Sha256();
        files.forEach((name, bytes) -> {
            byte[] nameBytes = name.getBytes(StandardCharsets.UTF_8);
            hash.add(length(nameBytes)).add(nameBytes).add(length(bytes)).add(bytes);
        });
        return hash.hex();
    }

    private static byte[] length(byte[] bytes) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array();
    }
}
