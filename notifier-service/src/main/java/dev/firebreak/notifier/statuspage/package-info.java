/** What customers are told on a status page. */
@NullMarked
package dev.firebreak.notifier.statuspage;

import org.jspecify.annotations.NullMarked;
