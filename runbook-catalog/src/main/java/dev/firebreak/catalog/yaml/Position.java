package dev.firebreak.catalog.yaml;

/** A place in a file; line and column count from 1. */
public record Position(String file, int line, int column) {
    /** The same line, some characters to the right. */
    Position plus(int characters) {
        return new Position(file, line, column + characters);
    }
}
