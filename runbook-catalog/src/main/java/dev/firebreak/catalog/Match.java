package dev.firebreak.catalog;

import dev.firebreak.catalog.expression.Condition;
import dev.firebreak.catalog.runbook.Runbook;
import dev.firebreak.catalog.system.ServiceDefinition;
import dev.firebreak.catalog.system.SystemDefinition;

/** A runbook that applies to an alert, and the first of its conditions that holds. */
public record Match(SystemDefinition system, ServiceDefinition service, Runbook runbook, Condition because) {}
