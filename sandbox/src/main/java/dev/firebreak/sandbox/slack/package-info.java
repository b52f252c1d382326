/** A Slack workspace with one app installed, and a person who presses its buttons. */
@NullMarked
package dev.firebreak.sandbox.slack;

import org.jspecify.annotations.NullMarked;
