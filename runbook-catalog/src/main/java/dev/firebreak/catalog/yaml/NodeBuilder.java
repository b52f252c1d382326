package dev.firebreak.catalog.yaml;

import dev.firebreak.catalog.yaml.YamlNode.Scalar;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;

/**
 * Builds the tree from the parser's events with a stack of its own, so that depth is bounded, and refuses anchors and
 * aliases, so that a small file cannot stand for a large one.
 */
final class NodeBuilder {
    private static final int DEEPEST = 24;
    private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]{1,18}|0x[0-9a-fA-F]{1,15}|0o[0-7]{1,20}");
    private static final Pattern DECIMAL = Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]{1,3})?");
    private static final Pattern BOOLEAN = Pattern.compile("true|True|TRUE|false|False|FALSE");
    private static final Pattern NOTHING = Pattern.compile("~|null|Null|NULL|");

    /** Thrown to leave the parser early; the problem has been told. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        private Refused() {
            super("refused", null, false, false);
        }
    }

    private final Position start;
    private final Problems problems;
    private final Deque<Open> open = new ArrayDeque<>();
    private @Nullable YamlNode root;
    private int documents;

    NodeBuilder(Position start, Problems problems) {
        this.start = start;
        this.problems = problems;
    }

    Optional<YamlNode> root() {
        if (root == null) {
            problems.add(start, "an empty file", "a System, a Runbook or a Checklist");
        }
        return Optional.ofNullable(root);
    }

    void accept(Event event) {
        switch (event) {
            case DocumentStartEvent _ -> startDocument(event);
            case AliasEvent _ -> throw refuse(event, "an alias", "the value itself: aliases are not read");
            case ScalarEvent scalar -> add(scalar(scalar));
            case MappingStartEvent mapping -> descend(mapping, true);
            case SequenceStartEvent sequence -> descend(sequence, false);
            case MappingEndEvent _ -> add(open.pop().close());
            case SequenceEndEvent _ -> add(open.pop().close());
            default -> {} // comments, ends of documents and of the stream carry nothing
        }
    }

    private void startDocument(Event event) {
        documents++;
        if (documents > 1) {
            throw refuse(event, "a second document", "one document in a file");
        }
    }

    private void descend(NodeEvent event, boolean isMapping) {
        refuseAnchor(event);
        if (open.size() == DEEPEST) {
            throw refuse(event, "nesting deeper than " + DEEPEST, "less");
        }
        open.push(new Open(at(event), isMapping));
    }

    private Scalar scalar(ScalarEvent event) {
        refuseAnchor(event);
        Position at = at(event);
        String text = event.getValue();
        boolean isPlain = event.getScalarStyle() == ScalarStyle.PLAIN;
        boolean isBlock = event.getScalarStyle() == ScalarStyle.LITERAL || event.getScalarStyle() == ScalarStyle.FOLDED;
        Position textAt = isPlain || isBlock ? at : at.plus(1);
        int endLine = event.getEndMark().map(mark -> mark.getLine() + 1).orElse(at.line());
        return new Scalar(at, textAt, text, isPlain ? kind(text) : Scalar.Kind.TEXT, !isBlock && endLine == at.line());
    }

    private void refuseAnchor(NodeEvent event) {
        if (event.getAnchor().isPresent()) {
            throw refuse(event, "an anchor", "plain YAML: anchors and aliases are not read");
        }
    }

    private void add(YamlNode node) {
        if (open.isEmpty()) {
            root = node;
        } else if (!open.element().add(node)) {
            problems.add(node.at(), node.describe() + " as a key", "a word");
            throw new Refused();
        }
    }

    private Refused refuse(Event event, String found, String expected) {
        problems.add(at(event), found, expected);
        return new Refused();
    }

    private Position at(Event event) {
        return event.getStartMark()
                .map(mark -> new Position(start.file(), mark.getLine() + 1, mark.getColumn() + 1))
                .orElse(start);
    }

    private static Scalar.Kind kind(String plain) {
        if (NOTHING.matcher(plain).matches()) {
            return Scalar.Kind.NOTHING;
        }
        if (BOOLEAN.matcher(plain).matches()) {
            return Scalar.Kind.BOOLEAN;
        }
        if (INTEGER.matcher(plain).matches()) {
            return Scalar.Kind.INTEGER;
        }
        return DECIMAL.matcher(plain).matches() ? Scalar.Kind.DECIMAL : Scalar.Kind.TEXT;
    }

    /** A mapping or a list whose end has not come yet. */
    private static final class Open {
        private final Position at;
        private final boolean isMapping;
        private final List<YamlNode> items = new ArrayList<>();
        private final List<YamlNode.Entry> entries = new ArrayList<>();
        private @Nullable Scalar key;

        Open(Position at, boolean isMapping) {
            this.at = at;
            this.isMapping = isMapping;
        }

        /** False when the node stands where a key must be and is none. */
        boolean add(YamlNode node) {
            if (!isMapping) {
                items.add(node);
            } else if (key != null) {
                entries.add(new YamlNode.Entry(key, node));
                key = null;
            } else if (node instanceof Scalar scalar) {
                key = scalar;
            } else {
                return false;
            }
            return true;
        }

        YamlNode close() {
            return isMapping
                    ? new YamlNode.Mapping(at, List.copyOf(entries))
                    : new YamlNode.Sequence(at, List.copyOf(items));
        }
    }
}
