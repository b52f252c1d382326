package dev.firebreak.incident.access;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param adminPassword password of the user {@code admin}; the service does not start without
 * @param users further users, each as {@code name:role:password} with role viewer, responder or admin
 */
@ConfigurationProperties("firebreak.access")
record AccessSettings(
        @Nullable String adminPassword, @DefaultValue({}) List<String> users) {

    /** Leaves the passwords out: settings get printed. */
    @Override
    public String toString() {
        return "AccessSettings[adminPassword=***, users=" + users.size() + "]";
    }
}
