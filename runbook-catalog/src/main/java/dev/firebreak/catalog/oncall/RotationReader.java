package dev.firebreak.catalog.oncall;

import dev.firebreak.catalog.yaml.Schedules;
import dev.firebreak.catalog.yaml.Section;
import dev.firebreak.catalog.yaml.Value;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads {@code onCall}: rotations by their names. */
public final class RotationReader {
    private static final Pattern HANDOFF = Pattern.compile("(MON|TUE|WED|THU|FRI|SAT|SUN) ([0-9]{2}:[0-9]{2})");
    private static final Pattern SLACK = Pattern.compile("[UW][A-Z0-9]{6,20}");

    private RotationReader() {}

    public static Map<String, Rotation> all(Section spec) {
        Map<String, Rotation> rotations = new LinkedHashMap<>();
        spec.named("onCall", "rotation")
                .forEach((name, value) -> read(name, value).ifPresent(it -> rotations.put(name, it)));
        return rotations;
    }

    private static Optional<Rotation> read(String name, Value value) {
        try (Section rotation = value.section("a rotation")) {
            List<Member> members = rotation.requireList("members").stream()
                    .map(RotationReader::member)
                    .toList();
            ZoneId timezone = Schedules.timezone(rotation);
            Matcher handoff = HANDOFF.matcher(rotation.requireText("handoff"));
            Optional<LocalTime> time =
                    handoff.matches() ? parsed(handoff.group(2), LocalTime::parse) : Optional.empty();
            if (time.isEmpty() && rotation.has("handoff")) {
                Value written = rotation.find("handoff").orElseThrow();
                written.problems()
                        .add(written.at(), "'" + written.anyScalar() + "'", "a day and a time, such as MON 09:00");
            }
            Optional<LocalDate> from = rotation.require("from").flatMap(RotationReader::date);
            List<Stand> overrides = rotation.list("overrides").stream()
                    .flatMap(it -> override(it, members, timezone).stream())
                    .toList();
            if (members.isEmpty() || time.isEmpty() || from.isEmpty()) {
                return Optional.empty(); // told already
            }
            return Optional.of(
                    new Rotation(name, members, day(handoff.group(1)), time.get(), timezone, from.get(), overrides));
        }
    }

    private static DayOfWeek day(String word) {
        return Stream.of(DayOfWeek.values())
                .filter(day -> day.name().startsWith(word))
                .findFirst()
                .orElseThrow();
    }

    private static Member member(Value value) {
        try (Section member = value.section("a member of a rotation")) {
            String slack = member.findText("slack");
            if (slack != null && !SLACK.matcher(slack).matches()) {
                member.problems().add(member.at(), "the Slack user '" + slack + "'", "a user's id, such as U0ADA0001");
            }
            return new Member(member.requireText("name"), slack);
        }
    }

    private static Optional<Stand> override(Value value, List<Member> members, ZoneId timezone) {
        try (Section override = value.section("an override")) {
            Optional<Instant> from = override.require("from").flatMap(it -> moment(it, timezone));
            Optional<Instant> to = override.require("to").flatMap(it -> moment(it, timezone));
            List<String> names = members.stream().map(Member::name).toList();
            String who = override.require("who")
                    .map(it -> it.oneOf("member of the rotation", names))
                    .orElse("");
            Optional<Member> member =
                    members.stream().filter(each -> each.name().equals(who)).findFirst();
            if (from.isEmpty() || to.isEmpty() || member.isEmpty()) {
                return Optional.empty(); // told already
            }
            if (!from.get().isBefore(to.get())) {
                override.problems().add(override.at(), "an override that ends before it begins", "a later 'to'");
            }
            return Optional.of(new Stand(from.get(), to.get(), member.get()));
        }
    }

    private static Optional<LocalDate> date(Value value) {
        return told(value, parsed(value.text(), LocalDate::parse), "a day such as \"2026-01-05\"");
    }

    private static Optional<Instant> moment(Value value, ZoneId timezone) {
        return told(
                value,
                parsed(value.text(), LocalDateTime::parse)
                        .map(local -> local.atZone(timezone).toInstant()),
                "a local time such as \"2026-03-02T09:00\"");
    }

    private static <T> Optional<T> parsed(String text, Function<CharSequence, T> parser) {
        try {
            return Optional.of(parser.apply(text));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    private static <T> Optional<T> told(Value value, Optional<T> parsed, String expected) {
        if (parsed.isEmpty() && value.isText()) {
            value.problems().add(value.at(), "'" + value.text() + "'", expected);
        }
        return parsed;
    }
}
