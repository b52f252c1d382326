package dev.firebreak.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaIT {
    @TempDir
    Path folder;

    @Test
    void keepsItsRecordsAndGroupsAcrossARestart() throws Exception {
        Path data = folder.resolve("kafka");
        try (var kafka = EmbeddedKafka.start(data, 0)) {
            send(kafka, "first");
            assertThat(read(kafka, 1)).containsExactly("first");
        }
        try (var kafka = EmbeddedKafka.start(data, 0)) {
            send(kafka, "second");
            assertThat(read(kafka, 1)).containsExactly("second");
        }
    }

    @Test
    void hasWhatItAcknowledgedAfterACrash() throws Exception {
        Path data = folder.resolve("kafka");
        CrashingOwner.run("kafka", data);

        try (var kafka = EmbeddedKafka.start(data, 0)) {
            assertThat(read(kafka, 1)).containsExactly("acknowledged before the crash");
        }
    }

    @Test
    void makesATopicOfFourPartitionsAtItsFirstUse() throws Exception {
        try (var kafka = EmbeddedKafka.startTemporary();
                var producer = producer(kafka)) {
            assertThat(producer.partitionsFor("alerts")).hasSize(EmbeddedKafka.DEFAULT_PARTITIONS);
        }
    }

    @Test
    void refusesAFolderInUse() {
        try (var kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0)) {
            assertThatThrownBy(() -> EmbeddedKafka.start(folder.resolve("kafka"), 0))
                    .isInstanceOf(EmbeddedException.class)
                    .hasMessageContaining("is in use by another running server");
            assertThat(kafka.port()).isPositive();
        }
    }

    @Test
    void refusesAPortInUse() throws IOException {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> EmbeddedKafka.start(folder.resolve("kafka"), other.getLocalPort()))
                    .isInstanceOf(EmbeddedException.class)
                    .hasMessageContaining("Kafka cannot listen on port " + other.getLocalPort());
        }
    }

    @Test
    void refusesAFolderOfANewerKafka() throws IOException {
        Path data = Files.createDirectories(folder.resolve("kafka"));
        Files.createFile(data.resolve("firebreak.lock"));
        Files.writeString(data.resolve("made-by"), "kafka 99.1\n");

        assertThatThrownBy(() -> EmbeddedKafka.start(data, 0))
                .isInstanceOf(EmbeddedException.class)
                .hasMessageContaining("was written by kafka 99.1");
    }

    @Test
    void startsAnewWhenItsFormattingWasInterrupted() throws Exception {
        Path data = Files.createDirectories(folder.resolve("kafka"));
        Files.createFile(data.resolve("firebreak.lock"));
        Files.createDirectories(data.resolve("content"));
        Files.writeString(data.resolve("content/meta.properties"), "version=1\n");

        try (var kafka = EmbeddedKafka.start(data, 0)) {
            send(kafka, "first");
            assertThat(read(kafka, 1)).containsExactly("first");
        }
    }

    private static KafkaProducer<String, String> producer(EmbeddedKafka kafka) {
        return new KafkaProducer<>(kafka.clientSettings(), new StringSerializer(), new StringSerializer());
    }

    private static void send(EmbeddedKafka kafka, String value) throws Exception {
        try (var producer = producer(kafka)) {
            producer.send(new ProducerRecord<>("alerts", "web", value)).get();
        }
    }

    private static List<String> read(EmbeddedKafka kafka, int count) {
        Map<String, Object> settings = new HashMap<>(kafka.clientSettings());
        settings.put("group.id", "readers");
        settings.put("auto.offset.reset", "earliest");
        settings.put("enable.auto.commit", "false");
        List<String> values = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of("alerts"));
            Awaitility.await().atMost(Duration.ofMinutes(2)).until(() -> {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> values.add(record.value()));
                return values.size() >= count;
            });
            consumer.commitSync();
        }
        return values;
    }
}
