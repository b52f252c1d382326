/** Signals to Kafka, and whether Kafka is there. */
@NullMarked
package dev.firebreak.ingest.publish;

import org.jspecify.annotations.NullMarked;
