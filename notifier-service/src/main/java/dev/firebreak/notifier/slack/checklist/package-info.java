/** Lists that people go through again and again: posted on time, ticked by checks and by people, carried over. */
@NullMarked
package dev.firebreak.notifier.slack.checklist;

import org.jspecify.annotations.NullMarked;
