package dev.firebreak.remediation.approval;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** @param people who is who elsewhere: {@code user=id} each, such as {@code marie=slack:U0ADA0001} */
@ConfigurationProperties("firebreak")
record PeopleSettings(@DefaultValue List<String> people) {}
