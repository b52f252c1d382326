/** Vercel's webhooks: deployments. */
@NullMarked
package dev.firebreak.ingest.vercel;

import org.jspecify.annotations.NullMarked;
