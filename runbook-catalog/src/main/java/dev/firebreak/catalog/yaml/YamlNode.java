package dev.firebreak.catalog.yaml;

import java.util.List;

/** What a YAML file says, with the place of each part. */
sealed interface YamlNode {
    Position at();

    /** For error messages: what a reader would call it. */
    String describe();

    /** @param textAt where the text itself begins, after an opening quote; a block's first line for blocks */
    record Scalar(Position at, Position textAt, String text, Kind kind, boolean isOneLine) implements YamlNode {
        enum Kind {
            TEXT,
            INTEGER,
            DECIMAL,
            BOOLEAN,
            NOTHING
        }

        @Override
        public String describe() {
            return switch (kind) {
                case TEXT -> "the text " + Problems.quoted(text);
                case INTEGER, DECIMAL -> "the number " + text;
                case BOOLEAN -> text;
                case NOTHING -> "nothing";
            };
        }
    }

    record Sequence(Position at, List<YamlNode> items) implements YamlNode {
        @Override
        public String describe() {
            return "a list";
        }
    }

    record Mapping(Position at, List<Entry> entries) implements YamlNode {
        @Override
        public String describe() {
            return "a mapping";
        }
    }

    record Entry(Scalar key, YamlNode value) {}
}
