package dev.firebreak.catalog.markdown;

/**
 * What a part of the document became.
 *
 * @param what the document's own words
 * @param source the document's name
 * @param line where it stands there
 * @param into the file that it went to
 * @param remark what to look at; empty when there is nothing
 */
public record Finding(Kind kind, String what, String source, int line, String into, Sureness sureness, String remark) {
    /** In the order in which they are told. */
    public enum Kind {
        LEVEL("severity level"),
        THRESHOLD("threshold"),
        ALERT_RULE("alert rule"),
        ESCALATION("escalation"),
        RUNBOOK("runbook"),
        CHECK("check"),
        ACTION("action"),
        MANUAL("manual step"),
        CHECKLIST("checklist"),
        NOTE("note");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }
}
