/** The app's own page: what is somebody's, what waits for a yes, what is open. */
@NullMarked
package dev.firebreak.notifier.slack.home;

import org.jspecify.annotations.NullMarked;
