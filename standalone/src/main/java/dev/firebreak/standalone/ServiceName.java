package dev.firebreak.standalone;

import java.util.Locale;

/** The parts that start as a Spring context each, in the order in which they stop: edges first, so that nothing new comes in. */
public enum ServiceName {
    ALERT_INGEST("FIREBREAK_INGEST_PORT", 8081),
    NOTIFIER_SERVICE("FIREBREAK_NOTIFIER_PORT", 8083),
    REMEDIATION_SERVICE("FIREBREAK_REMEDIATION_PORT", 8082),
    INCIDENT_SERVICE("FIREBREAK_INCIDENT_PORT", 8080),
    SANDBOX("FIREBREAK_SANDBOX_PORT", 8090);

    private final String portSetting;
    private final int usualPort;

    ServiceName(String portSetting, int usualPort) {
        this.portSetting = portSetting;
        this.usualPort = usualPort;
    }

    String portSetting() {
        return portSetting;
    }

    int usualPort() {
        return usualPort;
    }

    /** The module's name, such as {@code alert-ingest}. */
    public String module() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
