package dev.firebreak.catalog.yaml;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When something recurs: {@code schedule} in cron's five fields, and {@code timezone}. */
public final class Schedules {
    private static final String PART = "(\\*|[0-9A-Z]{1,3}(-[0-9A-Z]{1,3})?)(/[0-9]{1,2})?(#[1-5])?";
    private static final String FIELD = PART + "(," + PART + "){0,20}";
    private static final Pattern CRON = Pattern.compile(FIELD + "( +" + FIELD + "){4}");

    private static final Pattern SPACES = Pattern.compile(" +");
    private static final Pattern ITEM = Pattern.compile("[0-9]+|[A-Z]+");
    private static final List<Field> FIELDS = List.of(
            new Field("minute", 0, 59, List.of()),
            new Field("hour", 0, 23, List.of()),
            new Field("day of the month", 1, 31, List.of()),
            new Field(
                    "month",
                    1,
                    12,
                    List.of("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")),
            new Field("weekday", 0, 7, List.of("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN")));

    private Schedules() {}

    public static String cron(Section section) {
        return section.require("schedule").map(Schedules::cron).orElse("");
    }

    private static String cron(Value value) {
        String text = value.text();
        if (value.isText() && !CRON.matcher(text).matches()) {
            value.problems()
                    .add(value.at(), Problems.quoted(text), "minute hour day month weekday, such as \"0 2 * * SUN\"");
        } else if (value.isText()) {
            List<String> fields = SPACES.splitAsStream(text).toList();
            for (int i = 0; i < fields.size(); i++) {
                check(value, fields.get(i), FIELDS.get(i));
            }
        }
        return text;
    }

    private static void check(Value value, String written, Field field) {
        Matcher item = ITEM.matcher(written);
        while (item.find()) {
            String text = item.group();
            boolean isNumber = Character.isDigit(text.charAt(0));
            boolean isStep = item.start() > 0 && written.charAt(item.start() - 1) == '/';
            boolean isNth = item.start() > 0 && written.charAt(item.start() - 1) == '#';
            if (isNth
                    ? field.words().size() != 7
                    : isNumber
                            ? !field.has(Integer.parseInt(text), isStep)
                            : !field.words().contains(text)) {
                value.problems().add(value.at(), "the " + field.name() + " " + Problems.quoted(text), field.expected());
            }
        }
    }

    /** @param words that stand for numbers */
    private record Field(String name, int least, int most, List<String> words) {
        boolean has(int number, boolean isStep) {
            return isStep ? number >= 1 && number <= most : number >= least && number <= most;
        }

        String expected() {
            String numbers = "a number from " + least + " to " + most;
            return words.isEmpty() ? numbers : numbers + ", or " + words.getFirst() + " to " + words.getLast();
        }
    }

    /** UTC unless said. */
    public static ZoneId timezone(Section section) {
        return section.find("timezone").map(Schedules::zone).orElse(ZoneOffset.UTC);
    }

    private static ZoneId zone(Value value) {
        try {
            return ZoneId.of(value.text());
        } catch (DateTimeException _) {
            value.problems()
                    .addUnknown(
                            value.at(), "time zone", value.text(), List.of("UTC", "Europe/Berlin", "America/New_York"));
            return ZoneOffset.UTC;
        }
    }
}
