package dev.firebreak.eventlog;

import dev.firebreak.embedded.SharedInfrastructure;

class EmbeddedEventLogIT extends EventLogContract {
    @Override
    Infrastructure startInfrastructure() {
        return new Infrastructure(
                SharedInfrastructure.kafka().bootstrapServers(),
                SharedInfrastructure.freshDatabase(),
                SharedInfrastructure.database().user(),
                SharedInfrastructure.database().password());
    }
}
