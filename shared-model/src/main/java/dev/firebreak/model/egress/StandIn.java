package dev.firebreak.model.egress;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** A sandbox in place of the hosts that the catalogue names. */
public final class StandIn {
    private StandIn() {}

    /**
     * Where a call really goes: {@code scheme://host/path} becomes {@code {sandbox}/host/path}.
     *
     * @param sandbox null when none stands in: then the call goes where it says
     */
    public static URI destination(@Nullable URI sandbox, URI uri) {
        if (sandbox == null) {
            return uri;
        }
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return URI.create(sandbox + "/" + uri.getHost() + uri.getRawPath() + query);
    }
}
