package dev.firebreak.notifier.slack.slash;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What was typed after {@code /incident}, understood. */
sealed interface Slash {
    /** @param text what was said besides; empty when nothing was */
    record About(Verb verb, OptionalLong number, String text) implements Slash {}

    /** @param words where and what; empty asks for it in a dialog */
    record Declare(String words) implements Slash {}

    record ListOpen() implements Slash {}

    /** @param scope as in {@link dev.firebreak.model.remediation.AutomationFact} */
    record Automation(boolean isPause, String scope, String reason) implements Slash {}

    /** One of each message, to whoever asks. */
    record Sample() implements Slash {}

    record Help() implements Slash {}

    /** @param problem what is wrong and what would be right */
    record NotUnderstood(String problem) implements Slash {}

    enum Verb {
        ACKNOWLEDGE,
        ASSIGN,
        RESOLVE,
        REOPEN,
        ESCALATE,
        NOTE,
        PAGE,
        RUNBOOK,
        SILENCE,
        STATUS
    }

    Pattern WORDS = Pattern.compile("\\s*(\\S*)\\s*(.*)", Pattern.DOTALL);
    Pattern TARGET = Pattern.compile("#?([0-9]{1,18})(?:\\s+(.*))?", Pattern.DOTALL);
    Pattern SCOPE = Pattern.compile("(global|system:\\S+|service:\\S+/\\S+|action:\\S+)(?:\\s+(.*))?", Pattern.DOTALL);

    /** Never fails: what is not understood is said, with the way out. */
    static Slash parse(String typed) {
        Matcher words = WORDS.matcher(typed);
        if (!words.matches()) {
            return new Help();
        }
        String verb = words.group(1).toLowerCase(Locale.ROOT);
        if (verb.equals("assign")) {
            return about(Verb.ASSIGN, words.group(2));
        }
        String rest = Mention.readable(words.group(2));
        return switch (verb) {
            case "", "help" -> new Help();
            case "list" -> new ListOpen();
            case "acknowledge", "ack" -> about(Verb.ACKNOWLEDGE, rest);
            case "resolve" -> about(Verb.RESOLVE, rest);
            case "reopen" -> about(Verb.REOPEN, rest);
            case "escalate" -> about(Verb.ESCALATE, rest);
            case "page" -> about(Verb.PAGE, rest);
            case "runbook" -> about(Verb.RUNBOOK, rest);
            case "silence" -> about(Verb.SILENCE, rest);
            case "declare" -> new Declare(rest.strip());
            case "note" -> note(rest);
            case "status" -> about(Verb.STATUS, rest);
            case "automation" -> automation(rest);
            case "sample" -> new Sample();
            default -> new NotUnderstood("I do not know *" + verb + "*. Type `/incident help`.");
        };
    }

    private static About about(Verb verb, String rest) {
        Matcher target = TARGET.matcher(rest);
        if (!target.matches()) {
            return new About(verb, OptionalLong.empty(), unquoted(rest));
        }
        String text = target.group(2);
        return new About(verb, OptionalLong.of(Long.parseLong(target.group(1))), text == null ? "" : unquoted(text));
    }

    private static Slash note(String rest) {
        About about = about(Verb.NOTE, rest);
        return about.text().isEmpty()
                ? new NotUnderstood("The note is missing: `/incident note #12 cache was cold`.")
                : about;
    }

    private static Slash automation(String rest) {
        Matcher words = WORDS.matcher(rest);
        String verb = words.matches() ? words.group(1).toLowerCase(Locale.ROOT) : "";
        if (!verb.equals("pause") && !verb.equals("resume")) {
            return new NotUnderstood("`/incident automation pause` or `resume`, then a scope and the reason,"
                    + " such as `/incident automation pause system:shop release day`.");
        }
        Matcher scope = SCOPE.matcher(words.group(2));
        String which = scope.matches() ? scope.group(1) : "global";
        String reason = scope.matches() ? scope.group(2) : words.group(2);
        return reason == null || unquoted(reason).isEmpty()
                ? new NotUnderstood("The reason is missing: `/incident automation " + verb + " " + which + " why`.")
                : new Automation(verb.equals("pause"), which, unquoted(reason));
    }

    /** People quote what they say; phones make those quotes curly. */
    static String unquoted(String text) {
        String stripped = text.strip();
        boolean quoted = stripped.length() >= 2
                && "\"“”'„".indexOf(stripped.charAt(0)) >= 0
                && "\"“”'".indexOf(stripped.charAt(stripped.length() - 1)) >= 0;
        return quoted ? stripped.substring(1, stripped.length() - 1).strip() : stripped;
    }
}
