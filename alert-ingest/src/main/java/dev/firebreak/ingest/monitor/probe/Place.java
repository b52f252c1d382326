package dev.firebreak.ingest.monitor.probe;

import java.net.URI;

/** Addresses as people and logs may see them. */
final class Place {
    private Place() {}

    /** Without user info, query and fragment, where secrets hide. */
    static String of(URI uri) {
        String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
        return uri.getScheme() + "://" + uri.getHost() + port + uri.getPath();
    }
}
