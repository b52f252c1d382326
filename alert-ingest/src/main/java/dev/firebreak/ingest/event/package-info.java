/** Messages of any tool: CloudEvents, PagerDuty's shape, plain JSON; the catalogue's mappings say what they mean. */
@NullMarked
package dev.firebreak.ingest.event;

import org.jspecify.annotations.NullMarked;
