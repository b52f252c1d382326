/** The example of docs/actions.md, in a package of its own as every action is. */
@NullMarked
package dev.firebreak.remediation.action.lamp;

import org.jspecify.annotations.NullMarked;
