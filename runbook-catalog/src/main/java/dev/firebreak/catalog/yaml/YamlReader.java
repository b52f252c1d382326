package dev.firebreak.catalog.yaml;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Bytes to nodes. Whatever the bytes are, the outcome is a tree of bounded size or a problem with its place. */
public final class YamlReader {
    public static final int MOST_BYTES = 512 * 1024;

    private YamlReader() {}

    /** Empty, with the reason among the problems, when this is no file of ours. */
    public static Optional<Value> read(String file, byte[] bytes, Problems problems) {
        Position start = new Position(file, 1, 1);
        if (bytes.length > MOST_BYTES) {
            problems.add(start, bytes.length + " bytes", "at most " + MOST_BYTES + " in one file");
            return Optional.empty();
        }
        return decode(start, bytes, problems)
                .flatMap(text -> parse(start, text, problems))
                .map(node -> new Value(node, problems));
    }

    private static Optional<String> decode(Position start, byte[] bytes, Problems problems) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException _) {
            problems.add(start, "bytes that are not UTF-8", "a text file in UTF-8");
            return Optional.empty();
        }
    }

    private static Optional<YamlNode> parse(Position start, String text, Problems problems) {
        LoadSettings settings = LoadSettings.builder().setLabel(start.file()).build();
        var builder = new NodeBuilder(start, problems);
        try {
            new Parse(settings).parseString(text).forEach(builder::accept);
        } catch (NodeBuilder.Refused _) {
            return Optional.empty(); // it has told why
        } catch (MarkedYamlEngineException e) {
            Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
            Position at = mark.map(it -> new Position(start.file(), it.getLine() + 1, it.getColumn() + 1))
                    .orElse(start);
            String context = e.getContext() == null ? "" : " " + e.getContext();
            problems.add(at, "bad YAML" + context, "YAML 1.2 (" + e.getProblem() + ")");
            return Optional.empty();
        } catch (YamlEngineException e) {
            problems.add(start, "bad YAML", "YAML 1.2 (" + firstLine(e) + ")");
            return Optional.empty();
        }
        return builder.root();
    }

    private static String firstLine(YamlEngineException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("unreadable");
    }
}
