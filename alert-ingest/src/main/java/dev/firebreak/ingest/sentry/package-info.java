/** Sentry's integration platform webhooks. */
@NullMarked
package dev.firebreak.ingest.sentry;

import org.jspecify.annotations.NullMarked;
