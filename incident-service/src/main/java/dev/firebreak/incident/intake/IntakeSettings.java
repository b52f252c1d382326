package dev.firebreak.incident.intake;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param suspectWithin how long ago a deployment may have gone live to be suspected when an incident opens */
@ConfigurationProperties("firebreak.intake")
record IntakeSettings(@DefaultValue("24h") Duration suspectWithin) {}
