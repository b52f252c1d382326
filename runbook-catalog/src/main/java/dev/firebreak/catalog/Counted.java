package dev.firebreak.catalog;

import dev.firebreak.catalog.runbook.Runbook;
import dev.firebreak.catalog.system.ServiceDefinition;

/** An alert that a runbook's threshold counts though the runbook is not for it. */
public record Counted(ServiceDefinition service, Runbook runbook) {}
