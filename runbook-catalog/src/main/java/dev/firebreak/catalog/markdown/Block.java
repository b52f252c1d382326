package dev.firebreak.catalog.markdown;

import java.util.List;

/** A part of a Markdown document, with the line where it begins. Text is as it is written, marks included. */
sealed interface Block {
    int line();

    record Heading(int line, int level, String text) implements Block {}

    record Text(int line, String text) implements Block {}

    record Items(int line, boolean isNumbered, List<Item> items) implements Block {}

    /** One entry of a list; its first block is usually its text. */
    record Item(int line, List<Block> blocks) {}

    /** @param language the word behind the fence; empty when there is none */
    record Code(int line, String language, String text) implements Block {}

    record Table(int line, List<String> header, List<List<String>> rows) implements Block {}
}
