/** The edge: webhooks in, signals on Kafka out. */
@NullMarked
package dev.firebreak.ingest;

import org.jspecify.annotations.NullMarked;
