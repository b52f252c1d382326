package dev.firebreak.cli;

import dev.firebreak.catalog.CatalogLoader;
import dev.firebreak.catalog.CatalogResult;
import dev.firebreak.catalog.markdown.MarkdownImport;
import dev.firebreak.catalog.yaml.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        description =
                "Draft a system's folder from the Markdown that a team already has; actions in it always ask first.")
final class ImportCommand implements Callable<Integer> {
    private final Terminal terminal;
    private final Environment environment;

    @Parameters(arity = "1..*", paramLabel = "FILE.md", description = "the documents; together they are one system")
    private List<Path> documents = List.of();

    @Option(
            names = "--into",
            paramLabel = "DIR",
            required = true,
            description = "the system's folder, such as runbooks/shop; its name becomes the system's")
    private @Nullable Path into;

    @Option(names = "--force", description = "write over files that are there")
    private boolean force;

    @Option(names = "--dry-run", description = "only say what would be written")
    private boolean dryRun;

    @Option(names = "--json", description = "what was recognised, as JSON")
    private boolean json;

    ImportCommand(Terminal terminal, Environment environment) {
        this.terminal = terminal;
        this.environment = environment;
    }

    @Override
    public Integer call() {
        Path folder = environment
                .workingFolder()
                .resolve(into == null ? Path.of("") : into)
                .normalize();
        String system = system(folder);
        var imported =
                MarkdownImport.of(system, documents.stream().map(this::source).toList());
        if (!dryRun) {
            write(folder, imported);
        }
        var report = new ImportReport(terminal, imported, folder);
        if (json) {
            report.json(!dryRun);
        } else {
            report.text(!dryRun);
        }
        return dryRun ? ExitCode.DONE : validate(folder);
    }

    private static String system(Path folder) {
        String name = folder.getFileName() == null ? "" : folder.getFileName().toString();
        if (!name.matches("[a-z0-9]+(-[a-z0-9]+)*") || name.length() > 100) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "'" + Terminal.plain(name)
                            + "' is no name for a system: small letters, digits and hyphens, such as --into"
                            + " runbooks/my-shop");
        }
        return name;
    }

    private MarkdownImport.Source source(Path document) {
        Path file = environment.workingFolder().resolve(document);
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MarkdownImport.MOST_CHARACTERS + 1);
            if (bytes.length > MarkdownImport.MOST_CHARACTERS) {
                throw new CommandFailure(
                        ExitCode.USAGE, document + " is larger than " + MarkdownImport.MOST_CHARACTERS / 1024 + " KiB");
            }
            return new MarkdownImport.Source(
                    String.valueOf(file.getFileName()), new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.USAGE, "cannot read " + document + ": " + reason(e));
        }
    }

    private void write(Path folder, MarkdownImport imported) {
        if (!force && isUsed(folder)) {
            throw new CommandFailure(
                    ExitCode.REFUSED,
                    folder + " has files. Import into another folder, or write over them with --force (what has other"
                            + " names stays).");
        }
        try {
            Files.createDirectories(folder);
            for (var file : imported.files().entrySet()) {
                Files.writeString(folder.resolve(file.getKey()), file.getValue());
            }
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.USAGE, "cannot write to " + folder + ": " + reason(e));
        }
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName() + " " + e.getMessage();
    }

    private static boolean isUsed(Path folder) {
        if (!Files.isDirectory(folder)) {
            return Files.exists(folder);
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isPresent();
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.USAGE, "cannot look into " + folder + ": " + reason(e));
        }
    }

    /** What the import writes is valid by itself; with --force it may stand beside files that are not. */
    private int validate(Path folder) {
        return switch (CatalogLoader.standard().load(folder)) {
            case CatalogResult.Loaded _ -> ExitCode.DONE;
            case CatalogResult.Invalid invalid -> {
                for (Problem problem : invalid.problems()) {
                    terminal.warn(Terminal.plain(problem.toString()));
                }
                yield ExitCode.REFUSED;
            }
        };
    }
}
