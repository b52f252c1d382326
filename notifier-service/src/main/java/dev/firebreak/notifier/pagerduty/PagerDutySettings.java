package dev.firebreak.notifier.pagerduty;

import dev.firebreak.notifier.delivery.Rate;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param api the Events API's base address; accounts in the EU have their own
 * @param timeout for one try
 * @param eventsPerSecond for one routing key; PagerDuty throttles at about 120 a minute
 * @param burst events that may go at once after a pause
 * @param bundlesFrom from how many openings about one service on that wait for one routing key one alert calls for them
 *     all, up to 25; 0 for never
 */
@ConfigurationProperties("firebreak.pagerduty")
record PagerDutySettings(
        @DefaultValue("https://events.pagerduty.com") URI api,
        @DefaultValue("5s") Duration timeout,
        @DefaultValue("2") double eventsPerSecond,
        @DefaultValue("30") int burst,
        @DefaultValue("25") int bundlesFrom) {
    Rate rate() {
        return new Rate(eventsPerSecond, burst);
    }
}
