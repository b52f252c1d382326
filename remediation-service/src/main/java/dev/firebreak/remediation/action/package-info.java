/** What an action is: describes itself, is executed once, is observed. */
@NullMarked
package dev.firebreak.remediation.action;

import org.jspecify.annotations.NullMarked;
