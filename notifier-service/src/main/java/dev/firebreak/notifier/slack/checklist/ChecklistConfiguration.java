package dev.firebreak.notifier.slack.checklist;

import dev.firebreak.catalog.Catalog;
import dev.firebreak.eventlog.Transactions;
import dev.firebreak.notifier.command.CommandPublisher;
import dev.firebreak.notifier.delivery.Lanes;
import dev.firebreak.notifier.slack.notice.NoticeStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;

@Configuration(proxyBeanMethods = false)
class ChecklistConfiguration {
    /** @param every how often it is looked whether a list is due */
    @Bean
    Checklists checklists(
            DatabaseClient database,
            NoticeStore notices,
            Transactions transactions,
            Lanes lanes,
            CommandPublisher commands,
            Supplier<Catalog> catalogs,
            InstantSource clock,
            @Value("${firebreak.checklists.every:10s}") Duration every) {
        return new Checklists(
                new ChecklistStore(database), notices, transactions, lanes, commands, catalogs, clock, every);
    }
}
