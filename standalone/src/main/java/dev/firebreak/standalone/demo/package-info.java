/** An outage told step by step; each step counts only when it was really seen from outside. */
@NullMarked
package dev.firebreak.standalone.demo;

import org.jspecify.annotations.NullMarked;
