/** Receipts of what was delivered to whom. */
@NullMarked
package dev.firebreak.model.notification;

import org.jspecify.annotations.NullMarked;
