@NullMarked
package dev.firebreak.eventlog;

import org.jspecify.annotations.NullMarked;
