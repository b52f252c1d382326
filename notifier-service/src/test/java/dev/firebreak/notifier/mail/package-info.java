@NullMarked
package dev.firebreak.notifier.mail;

import org.jspecify.annotations.NullMarked;
