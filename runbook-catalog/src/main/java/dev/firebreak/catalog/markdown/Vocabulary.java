package dev.firebreak.catalog.markdown;

import java.util.regex.Pattern;

/** The words by which parts of a team's document are known, in English and German. */
final class Vocabulary {
    /** Titles of what is looked at again and again. */
    static final Pattern PERIOD = words(
            "daily|weekly|monthly|quarterly|morning|end[- ]of[- ]day|every (?:day|week|month|quarter)|monday|"
                    + "täglich\\w*|wöchentlich\\w*|monatlich\\w*|quartalsweise\\w*|morgens|morgendlich\\w*|jeden (?:tag|morgen)");

    static final Pattern CHECKLIST = words(
            "checklists?|tasks?|health check|maintenance|checks?|routines?|prüfliste|checkliste|aufgaben|wartung|kontrolle");

    static final Pattern LEVEL = Pattern.compile(
            "^(?:[PS]-?\\d|SEV[- ]?\\d|Prio(?:rität)?[- ]?\\d|Stufe \\d|Level \\d|critical|high|medium|low|major|minor|"
                    + "kritisch|hoch|mittel|niedrig|gering)\\b",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    static final Pattern LEVEL_TITLE = Pattern.compile(
            "^[\\[(]?([PS]-?\\d|SEV[- ]?\\d|Prio(?:rität)?[- ]?\\d|Stufe \\d)[\\])]?\\s*(?:[:–—|-]|\\s)\\s*(?=\\S)",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    static final Pattern ISSUE_TITLE = Pattern.compile(
            "^(?:issue|problem|incident|alert|scenario|symptom|runbook|playbook|störung|fehler|alarm|vorfall|szenario)\\s*(?:#?\\d+)?\\s*[:–—-]\\s*",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    /** Parts of a procedure. */
    static final Pattern SYMPTOMS =
            words("symptoms?|signs?|symptome?|anzeichen|detection|erkennung|impact|auswirkung(?:en)?");

    static final Pattern STEPS = words(
            "resolution|response|solutions?|fix|immediate actions?|actions?|steps|troubleshooting|mitigation|diagnosis|"
                    + "investigation|procedure|process|remediation|recovery|lösung|behebung|maßnahmen|sofortmaßnahmen|schritte|"
                    + "diagnose|vorgehen|abhilfe|ursache(?:nsuche)?");
    static final Pattern TRIGGERS = words("triggers?(?: on)?|alerts?|fires when|auslöser|alarme?");

    /** Chapters whose parts are procedures. */
    static final Pattern INCIDENTS = words(
            "incidents?|emergenc(?:y|ies)|troubleshoot\\w*|common (?:issues|problems)|known issues|rollback|outages?|"
                    + "playbooks?|störungen?|notfälle?|notfall\\w*|fehlerbehebung|vorfälle?|probleme?|disaster recovery|alarme?");
    /** What goes wrong, in titles. */
    static final Pattern TROUBLE = words(
            "down|fail\\w*|slow\\w*|errors?|full|stuck|outages?|exhaust\\w*|expir\\w*|not working|lag\\w*|leaks?|unavailable|"
                    + "backlogs?|missing|broken|breach\\w*|timeouts?|unreachable|crash\\w*|high|corrupt\\w*|"
                    + "rollback|roll back|disconnect\\w*|storm|voll|ausfall|ausgefallen|langsam\\w*|fehler\\w*|"
                    + "nicht erreichbar|abgelaufen|hängt|überlastet|ausgelastet|rückstau");

    static final Pattern NO_PROCEDURE = words(
            "table of contents|inhalt(?:sverzeichnis)?|severity levels?|schweregrade?|contacts?|kontakte?|escalation|eskalation|"
                    + "post-?mortems?|template|vorlage|references?|overview|überblick|useful|appendix|anhang|version history|"
                    + "alert (?:configuration|thresholds?|rules?)|metrics?|kennzahlen|resources|architecture|architektur|"
                    + "glossary|glossar|backup strategy|automated backups?|manual backup|checklists?|prüfliste|links|history|on-?call");
    static final Pattern ESCALATION = words("escalat\\w*|eskalation\\w*");
    /** Asking whether something was released just before. */
    static final Pattern RECENT_DEPLOYMENT = Pattern.compile(
            "(?:recent|last|latest|letzten?|jüngsten?|kürzlich\\w*)\\b.{0,30}\\b(?:deploy\\w*|release\\w*|changes?\\b.*deploy)"
                    + "|deploy\\w*.{0,20}\\b(?:recent|kürzlich)",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    /** Columns of tables. */
    static final Pattern LEVEL_COLUMN = words("levels?|severity|priority|prio|sev|schweregrad|stufe|priorität");

    static final Pattern RESPONSE_COLUMN = words("respon\\w*|react\\w*|sla|reaktion\\w*|antwort\\w*");
    static final Pattern TITLE_COLUMN =
            words("description|meaning|definition|name|title|impact|beschreibung|bedeutung|auswirkung");
    static final Pattern METRIC_COLUMN = words("metrics?|indicators?|slis?|signal|kennzahl|metrik|messwert|messgröße");
    static final Pattern WARNING_COLUMN = words("warn\\w*");
    static final Pattern CRITICAL_COLUMN =
            words("crit\\w*|kritisch|alert(?: threshold)?|alarm\\w*|threshold|schwelle\\w*");

    /** Such as {@code P2 - High}, where {@code P2: mail is late} is something that happens. */
    static final Pattern LEVEL_NAME_ALONE = Pattern.compile(
            "(?:[PS]-?\\d|SEV[- ]?\\d)\\s*[:–—-]\\s*(?:critical|high|medium|low|major|minor|kritisch|hoch|mittel|niedrig)",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    private Vocabulary() {}

    /** Whether a title names a part of a procedure rather than something that goes wrong. */
    static boolean isPart(String title) {
        return SYMPTOMS.matcher(title).lookingAt()
                || STEPS.matcher(title).lookingAt()
                || TRIGGERS.matcher(title).matches();
    }

    private static Pattern words(String alternatives) {
        return Pattern.compile(
                "(?<![\\p{L}\\p{N}])(?:" + alternatives + ")(?![\\p{L}\\p{N}])",
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);
    }
}
