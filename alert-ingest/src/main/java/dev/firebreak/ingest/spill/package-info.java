/** Where messages wait while Kafka does not take them, and how they get there and out again in order. */
@NullMarked
package dev.firebreak.ingest.spill;

import org.jspecify.annotations.NullMarked;
