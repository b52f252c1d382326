package dev.firebreak.notifier.slack.notice;

import dev.firebreak.eventlog.Transactions;
import dev.firebreak.notifier.NotifierSettings;
import dev.firebreak.notifier.delivery.LaneStore;
import dev.firebreak.notifier.delivery.Lanes;
import dev.firebreak.notifier.slack.SlackClient;
import dev.firebreak.notifier.slack.SlackMessages;
import dev.firebreak.notifier.slack.SlackSettings;
import dev.firebreak.notifier.slack.card.CardRenderer;
import dev.firebreak.notifier.slack.card.SampleRenderer;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

@Configuration(proxyBeanMethods = false)
class NoticeConfiguration {
    @Bean
    NoticeStore noticeStore(DatabaseClient database) {
        return new NoticeStore(database);
    }

    @Bean
    Samples samples(
            NoticeStore notices,
            Transactions transactions,
            Lanes lanes,
            NotifierSettings settings,
            InstantSource clock) {
        return new Samples(
                notices, transactions, lanes, new SampleRenderer(new CardRenderer(settings.consoleAddress())), clock);
    }

    @Bean
    NoticeCourier noticeCourier(
            NoticeStore notices,
            LaneStore lanes,
            Transactions transactions,
            SlackClient slack,
            SlackSettings settings) {
        return new NoticeCourier(notices, lanes, transactions, new SlackMessages(slack), settings);
    }
}
