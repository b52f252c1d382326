package dev.firebreak.catalog.yaml;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;

/** When something recurs: {@code schedule} in cron's five fields, and {@code timezone}. */
public final class Schedules {
    private static final String PART = "(\\*|[0-9A-Z]{1,3}(-[0-9A-Z]{1,3})?)(/[0-9]{1,2})?(#[1-5])?";
    private static final String FIELD = PART + "(," + PART + "){0,20}";
    private static final Pattern CRON = Pattern.compile(FIELD + "( +" + FIELD + "){4}");

    private Schedules() {}

    public static String cron(Section section) {
        return section.require("schedule").map(Schedules::cron).orElse("");
    }

    private static String cron(Value value) {
        String text = value.text();
        if (value.isText() && !CRON.matcher(text).matches()) {
            value.problems()
                    .add(value.at(), Problems.quoted(text), "minute hour day month weekday, such as \"0 2 * * SUN\"");
        }
        return text;
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
