package dev.firebreak.catalog.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An indicator with its bounds, as a row of a table has it.
 *
 * @param unit empty when none is written
 * @param written the whole row
 */
record Bounds(
        String title,
        String unit,
        @Nullable Double warning,
        @Nullable Double critical,
        boolean isLowerWorse,
        String written,
        Place at) {
    private static final Pattern AMOUNT = Pattern.compile(
            "^\\s*(?:([<>≤≥])=?|=|~|≈|über|unter|over|under|above|below)?\\s*(\\d{1,9}(?:[.,]\\d{1,6})?)\\s*(?:[-–]\\s*\\d{1,9}(?:[.,]\\d{1,6})?\\s*)?"
                    + "(%|ms|sec|s|min|m|h|GB|MB|KB)?(?![\\p{L}\\p{N}])");

    private record Amount(double value, String unit, boolean isBelow) {}

    /** @param left rows without a number to compare with */
    record Read(List<Bounds> bounds, List<String> left) {}

    /** Empty when the table is about something else. */
    static Optional<Read> of(String source, Block.Table table) {
        int metric = Tables.column(table, Vocabulary.METRIC_COLUMN);
        int warning = Tables.column(table, Vocabulary.WARNING_COLUMN);
        int critical = Tables.columnOtherThan(table, Vocabulary.CRITICAL_COLUMN, warning);
        if (metric < 0 || (warning < 0 && critical < 0)) {
            return Optional.empty();
        }
        List<Bounds> bounds = new ArrayList<>();
        List<String> left = new ArrayList<>();
        for (List<String> row : table.rows()) {
            String title = Plain.of(Tables.cell(row, metric));
            Optional<Amount> warn = amount(Tables.cell(row, warning));
            Optional<Amount> crit = amount(Tables.cell(row, critical));
            String written = String.join(" | ", row);
            boolean isOfOneUnit = warn.isEmpty()
                    || crit.isEmpty()
                    || warn.get().unit().equals(crit.get().unit());
            if (title.isEmpty() || (warn.isEmpty() && crit.isEmpty()) || !isOfOneUnit) {
                left.add(written);
            } else {
                bounds.add(bounds(title, warn, crit, written, new Place(source, table.line())));
            }
        }
        return Optional.of(new Read(bounds, left));
    }

    private static Bounds bounds(
            String title, Optional<Amount> warning, Optional<Amount> critical, String written, Place at) {
        Amount one = critical.or(() -> warning).orElseThrow();
        return new Bounds(
                title,
                one.unit(),
                warning.map(Amount::value).orElse(null),
                critical.map(Amount::value).orElse(null),
                one.isBelow(),
                written,
                at);
    }

    private static Optional<Amount> amount(String cell) {
        Matcher amount = AMOUNT.matcher(Plain.of(cell).toLowerCase(Locale.ROOT));
        if (!amount.find()) {
            return Optional.empty();
        }
        double value = Double.parseDouble(amount.group(2).replace(',', '.'));
        boolean isBelow = "<".equals(amount.group(1))
                || "≤".equals(amount.group(1))
                || Plain.of(cell).strip().matches("(?i)(?:under|below|unter)\\b.*");
        String unit = amount.group(3) == null ? "" : amount.group(3);
        return Optional.of(
                switch (unit) {
                    case "%" -> new Amount(value / 100, "ratio", isBelow);
                    case "ms" -> new Amount(value / 1000, "s", isBelow);
                    case "min", "m" -> new Amount(value * 60, "s", isBelow);
                    case "h" -> new Amount(value * 3600, "s", isBelow);
                    case "sec" -> new Amount(value, "s", isBelow);
                    default -> new Amount(value, unit.length() == 2 ? unit.toUpperCase(Locale.ROOT) : unit, isBelow);
                });
    }
}
