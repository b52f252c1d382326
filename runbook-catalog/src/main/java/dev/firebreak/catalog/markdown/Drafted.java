package dev.firebreak.catalog.markdown;

import java.util.List;

/**
 * A runbook before it is written.
 *
 * @param path of titles that lead to it in the document
 * @param level a severity level's name
 * @param unsure what to look at, each in a sentence
 */
record Drafted(
        String name,
        String title,
        String path,
        List<String> when,
        String threshold,
        String level,
        List<DraftStep> steps,
        List<AlertRule> rules,
        List<String> unsure,
        Place at) {}
