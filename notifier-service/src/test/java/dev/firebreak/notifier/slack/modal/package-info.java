@NullMarked
package dev.firebreak.notifier.slack.modal;

import org.jspecify.annotations.NullMarked;
