package dev.firebreak.catalog.markdown;

import java.util.List;
import java.util.regex.Pattern;

/** Columns of tables by their titles. */
final class Tables {
    private Tables() {}

    /** The first column of that title; -1 when there is none. */
    static int column(Block.Table table, Pattern title) {
        return columnOtherThan(table, title, -1);
    }

    static int columnOtherThan(Block.Table table, Pattern title, int other) {
        for (int i = 0; i < table.header().size(); i++) {
            if (i != other && title.matcher(table.header().get(i)).find()) {
                return i;
            }
        }
        return -1;
    }

    /** Rows may be shorter than their header. */
    static String cell(List<String> row, int column) {
        return column >= 0 && column < row.size() ? row.get(column) : "";
    }
}
