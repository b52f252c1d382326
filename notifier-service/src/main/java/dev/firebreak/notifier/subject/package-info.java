/** What is known of an incident and its remediations: the newest snapshots that came by Kafka. */
@NullMarked
package dev.firebreak.notifier.subject;

import org.jspecify.annotations.NullMarked;
