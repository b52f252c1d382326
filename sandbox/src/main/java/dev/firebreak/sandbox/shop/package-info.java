/** Demo shops behind the hosts that runbooks name: a deployment, a breaker, a cache. */
@NullMarked
package dev.firebreak.sandbox.shop;

import org.jspecify.annotations.NullMarked;
