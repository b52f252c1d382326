package dev.firebreak.incident.api;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param costAtOnce in the planner's units: up to this a search asks the index of words for all of the past at once */
@ConfigurationProperties("firebreak.search")
record SearchSettings(@DefaultValue("5000") double costAtOnce) {}
