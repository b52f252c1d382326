package dev.firebreak.ingest.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.embedded.SharedInfrastructure;
import dev.firebreak.ingest.IngestServer;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

/** Calls while the database is away. */
class HeartbeatOutageIT {
    @Test
    void aCallThatCannotBeStoredIsAskedForAgain() throws IOException, InterruptedException {
        try (IngestServer server = IngestServer.start(
                        SharedInfrastructure.kafka().bootstrapServers(),
                        "FIREBREAK_CATALOG=../runbooks",
                        "FIREBREAK_HEARTBEAT_TOKENS=token");
                HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(server.uri("/heartbeats/voiceaitraining/daily-backup"))
                            .header("Authorization", "Bearer token")
                            .POST(HttpRequest.BodyPublishers.noBody())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
            assertThat(answer.body()).contains("urn:firebreak:problem:not-stored");
        }
    }
}
