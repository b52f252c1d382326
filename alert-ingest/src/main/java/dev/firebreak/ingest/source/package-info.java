/** What every kind of sender has in common: it proves who it is, and its messages mean signals. */
@NullMarked
package dev.firebreak.ingest.source;

import org.jspecify.annotations.NullMarked;
