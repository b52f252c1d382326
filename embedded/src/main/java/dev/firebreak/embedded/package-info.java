/** Kafka, PostgreSQL and Redis started from Java, each with its data in a folder of its own. */
@NullMarked
package dev.firebreak.embedded;

import org.jspecify.annotations.NullMarked;
