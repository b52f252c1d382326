/** The database, which the edge uses and does without: nothing here makes a request wait for it to come back. */
@NullMarked
package dev.firebreak.ingest.store;

import org.jspecify.annotations.NullMarked;
