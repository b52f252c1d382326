/** What the catalogue wants looked at: whose turn it is, what the looks mean, and the alerts that come of it. */
@NullMarked
package dev.firebreak.ingest.monitor;

import org.jspecify.annotations.NullMarked;
