/**
 * What the stateful services share to be exact: an append-only log that is also the outbox, the relay that carries it to
 * Kafka, and the inbox that makes consumers idempotent.
 */
@NullMarked
package dev.firebreak.eventlog;

import org.jspecify.annotations.NullMarked;
