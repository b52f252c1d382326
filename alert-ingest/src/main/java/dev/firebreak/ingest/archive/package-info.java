/** Keeps what senders sent, without their secrets and without keeping them waiting. */
@NullMarked
package dev.firebreak.ingest.archive;

import org.jspecify.annotations.NullMarked;
