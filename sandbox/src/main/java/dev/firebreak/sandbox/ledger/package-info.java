/** Every effect that was asked of a stand-in, in order. */
@NullMarked
package dev.firebreak.sandbox.ledger;

import org.jspecify.annotations.NullMarked;
