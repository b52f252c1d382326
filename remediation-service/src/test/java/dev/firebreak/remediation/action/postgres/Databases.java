package dev.firebreak.remediation.action.postgres;

import dev.firebreak.embedded.SharedInfrastructure;
import dev.firebreak.remediation.action.TargetSecrets;

/** Databases as a catalogue's secrets name them. */
public final class Databases {
    private Databases() {}

    public static String withLogin(String address) {
        return address.replace(
                "://",
                "://" + SharedInfrastructure.database().user() + ":"
                        + SharedInfrastructure.database().password() + "@");
    }

    public static PostgresConnections connections(TargetSecrets secrets) {
        return new PostgresConnections(secrets);
    }
}
