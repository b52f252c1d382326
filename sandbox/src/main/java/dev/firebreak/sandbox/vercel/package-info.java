/** Vercel's deployments, rollbacks and webhooks. */
@NullMarked
package dev.firebreak.sandbox.vercel;

import org.jspecify.annotations.NullMarked;
