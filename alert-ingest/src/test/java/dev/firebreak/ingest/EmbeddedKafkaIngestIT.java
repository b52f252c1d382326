package dev.firebreak.ingest;

import dev.firebreak.embedded.SharedInfrastructure;

class EmbeddedKafkaIngestIT extends IngestContract {
    @Override
    String bootstrapServers() {
        return SharedInfrastructure.kafka().bootstrapServers();
    }
}
