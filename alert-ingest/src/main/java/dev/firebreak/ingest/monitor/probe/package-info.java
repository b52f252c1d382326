/** How monitors look: one class a kind, all with a time limit, none with a word that could hold a secret. */
@NullMarked
package dev.firebreak.ingest.monitor.probe;

import org.jspecify.annotations.NullMarked;
