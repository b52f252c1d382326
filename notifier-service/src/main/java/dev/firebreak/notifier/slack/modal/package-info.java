/** Dialogs: what they ask, what was filled in, and what comes of it. */
@NullMarked
package dev.firebreak.notifier.slack.modal;

import org.jspecify.annotations.NullMarked;
