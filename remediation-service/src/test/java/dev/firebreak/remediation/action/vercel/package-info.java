@NullMarked
package dev.firebreak.remediation.action.vercel;

import org.jspecify.annotations.NullMarked;
