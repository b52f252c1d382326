/** The HTTP side: who may send what, how much of it, and what the answer is. */
@NullMarked
package dev.firebreak.ingest.edge;

import org.jspecify.annotations.NullMarked;
