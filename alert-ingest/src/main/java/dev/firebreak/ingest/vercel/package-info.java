/** Vercel's webhooks: deployments, their checks, alerts, the firewall. */
@NullMarked
package dev.firebreak.ingest.vercel;

import org.jspecify.annotations.NullMarked;
