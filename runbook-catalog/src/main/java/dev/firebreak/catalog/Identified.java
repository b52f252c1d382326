package dev.firebreak.catalog;

import dev.firebreak.catalog.system.ServiceDefinition;
import dev.firebreak.catalog.system.SystemDefinition;

/** What an alert is about. */
public record Identified(SystemDefinition system, ServiceDefinition service) {}
