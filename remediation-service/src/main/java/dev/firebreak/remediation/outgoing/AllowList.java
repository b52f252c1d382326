package dev.firebreak.remediation.outgoing;

import java.net.URI;

/** Where calls may go: the hosts and ports that the catalogue or the operator's settings name. */
@FunctionalInterface
public interface AllowList {
    boolean allows(URI uri);
}
