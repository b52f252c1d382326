package dev.firebreak.incident.intake;

import dev.firebreak.incident.deadline.Recurring;
import dev.firebreak.incident.flapping.FlapCounts;
import dev.firebreak.incident.storm.Storms;
import dev.firebreak.incident.threshold.ThresholdCounts;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ReleaseConfiguration {
    @Bean
    Recurring lookForReleases(Releases releases) {
        return Recurring.of("held alerts", Duration.ofMillis(500), releases.all());
    }

    @Bean
    Recurring forgetOldFlaps(FlapCounts flaps) {
        return Recurring.of("old flaps", Duration.ofMinutes(5), flaps.forgetOld());
    }

    @Bean
    Recurring forgetOldStorms(Storms storms) {
        return Recurring.of("old storms", Duration.ofHours(1), storms.forgetOld());
    }

    @Bean
    Recurring forgetOldCounts(ThresholdCounts counts) {
        return Recurring.of("old counts", Duration.ofHours(1), counts.forgetOlderThan(ThresholdCounts.KEPT_FOR));
    }
}
