/** Those who have to call, such as a backup that must run every night. */
@NullMarked
package dev.firebreak.ingest.heartbeat;

import org.jspecify.annotations.NullMarked;
