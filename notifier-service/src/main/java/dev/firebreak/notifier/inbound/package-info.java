/** What every address that vendors call has in common: bounded bodies, strict JSON, refusals as problem details. */
@NullMarked
package dev.firebreak.notifier.inbound;

import org.jspecify.annotations.NullMarked;
