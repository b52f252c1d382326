package dev.firebreak.catalog.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A heading with what is below it.
 *
 * @param source the document's name
 * @param title without marks and numbers; empty for what stands before the first heading
 * @param isPseudo when a line in bold letters serves as heading
 */
record Chapter(String source, String title, int line, boolean isPseudo, List<Block> blocks, List<Chapter> children) {
    static Chapter read(String source, List<Block> blocks) {
        return new Reader(source).read(blocks);
    }

    /** This one and all below it, in the order of the document. */
    Stream<Chapter> all() {
        return Stream.concat(Stream.of(this), children.stream().flatMap(Chapter::all));
    }

    /** Everything below in one line of blocks, with the headings of the parts as headings. */
    List<Block> flat() {
        List<Block> flat = new ArrayList<>(blocks);
        for (Chapter child : children) {
            flat.add(new Block.Heading(child.line(), 6, child.title()));
            flat.addAll(child.flat());
        }
        return flat;
    }

    private static final class Reader {
        private record Open(int depth, Chapter chapter) {}

        private final String source;
        private final List<Open> path = new ArrayList<>();

        Reader(String source) {
            this.source = source;
        }

        Chapter read(List<Block> blocks) {
            Chapter root = open(0, "", 1, false);
            int depth = 0;
            for (Block block : blocks) {
                if (block instanceof Block.Heading heading) {
                    depth = heading.level() * 4;
                    open(depth, Plain.title(heading.text()), heading.line(), false);
                } else if (block instanceof Block.Text text && Plain.isPseudoHeading(text.text())) {
                    String title = Plain.title(text.text());
                    open(depth + below(title), title, text.line(), true);
                } else {
                    path.getLast().chapter().blocks().add(block);
                }
            }
            return root;
        }

        /** Lines in bold letters are all alike: what they say tells which is a part of which. */
        private static int below(String title) {
            if (Vocabulary.isPart(title)) {
                return 3;
            }
            return Vocabulary.LEVEL_NAME_ALONE.matcher(title).matches() ? 2 : 1;
        }

        private Chapter open(int depth, String title, int line, boolean isPseudo) {
            var chapter = new Chapter(source, title, line, isPseudo, new ArrayList<>(), new ArrayList<>());
            while (!path.isEmpty() && path.getLast().depth() >= depth) {
                path.removeLast();
            }
            if (!path.isEmpty()) {
                path.getLast().chapter().children().add(chapter);
            }
            path.add(new Open(depth, chapter));
            return chapter;
        }
    }
}
