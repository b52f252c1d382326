package dev.firebreak.notifier.slack.channel;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param mostAnHour channels that are made within any hour; further incidents get none. 0 for none at all */
@ConfigurationProperties("firebreak.slack.own-channels")
record ChannelSettings(@DefaultValue("20") int mostAnHour) {}
