@NullMarked
package dev.firebreak.notifier.teams;

import org.jspecify.annotations.NullMarked;
