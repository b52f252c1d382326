/** Acts as the monitoring tools: builds, signs and posts their webhooks. */
@NullMarked
package dev.firebreak.sandbox.sender;

import org.jspecify.annotations.NullMarked;
