package dev.firebreak.catalog.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.catalog.Folders;
import dev.firebreak.model.Link;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappingTest {
    private static final Instant NOON = Instant.parse("2026-02-01T12:00:00Z");
    private static final String UPTIME = """
            apiVersion: firebreak.dev/v1
            kind: Mapping
            metadata: {name: uptime}
            spec:
              title: Our uptime checker
              when: has(event.data.heartbeat)
              drop:
                - {when: "event.data.msg == 'Testing'", reason: test}
              alert:
                key: "${event.data.heartbeat.time}/${event.data.monitor.id}"
                name: MonitorDown
                status: "${event.data.heartbeat.status == 1 ? 'resolved' : 'firing'}"
                severity: critical
                service: ["${event.data.monitor.service}", "${event.data.monitor.name}"]
                fingerprint: "uptime/${event.data.monitor.id}"
                title: "${event.data.monitor.name} is ${event.data.msg}"
                labels: {url: "${event.data.monitor.url}", missing: "${event.data.nothing}"}
                labelsFrom: event.data.monitor.tags
                annotations: {ping: "${event.data.heartbeat.ping}"}
                links: [{title: Page, url: "${event.data.monitor.url}"}, {title: None, url: "${event.data.none}"}]
                startsAt: "${event.data.heartbeat.time}"
            """;

    @TempDir
    private Path folder;

    @Test
    void fillsEachFieldFromTheMessage() {
        var outcome = mapping(UPTIME).apply(Event.plain(heartbeat(0, "down")), NOON);

        assertThat(outcome)
                .containsExactly(new Mapped.Alert(
                        Map.of(
                                AlertField.KEY, "2026-02-01 11:59:58/7",
                                AlertField.NAME, "MonitorDown",
                                AlertField.STATUS, "firing",
                                AlertField.SEVERITY, "critical",
                                AlertField.SERVICE, "shop",
                                AlertField.FINGERPRINT, "uptime/7",
                                AlertField.TITLE, "shop is down",
                                AlertField.STARTS_AT, "2026-02-01 11:59:58"),
                        Map.of("url", "https://shop.example", "team", "blue", "tier", "1"),
                        Map.of("ping", "12.5"),
                        List.of(new Link("Page", "https://shop.example"))));
    }

    @Test
    void conditionsChooseAndDrop() {
        Mapping mapping = mapping(UPTIME);

        assertThat(((Mapped.Alert) mapping.apply(Event.plain(heartbeat(1, "up")), NOON)
                                .getFirst())
                        .text(AlertField.STATUS))
                .isEqualTo("resolved");
        assertThat(mapping.apply(Event.plain(heartbeat(1, "Testing")), NOON))
                .containsExactly(new Mapped.Dropped("test"));
        assertThat(mapping.takes(Event.plain(heartbeat(1, "up")), NOON)).isTrue();
        assertThat(mapping.takes(Event.plain(Map.of("other", 1)), NOON)).isFalse();
        assertThat(mapping.takes(Event.plain(List.of("no object")), NOON)).isFalse();
        assertThat(mapping.takes(Event.plain(null), NOON)).isFalse();
    }

    @Test
    void oneMessageCanHaveSeveralAlerts() {
        Mapping mapping = mapping("""
                apiVersion: firebreak.dev/v1
                kind: Mapping
                metadata: {name: batch}
                spec:
                  title: Several at once
                  each: event.data.problems.filter(p, p.kind != 'note')
                  drop: [{when: item.kind == 'test', reason: test}]
                  alert: {name: "${item.name}", service: "${event.data.host}"}
                """);
        Object data = Map.of(
                "host",
                "db1",
                "problems",
                List.of(
                        Map.of("kind", "disk", "name", "DiskFull"),
                        Map.of("kind", "note", "name", "x"),
                        Map.of("kind", "test", "name", "y"),
                        Map.of("kind", "disk")));

        List<Mapped> outcomes = mapping.apply(Event.plain(data), NOON);

        assertThat(outcomes).hasSize(3);
        assertThat(((Mapped.Alert) outcomes.get(0)).texts())
                .containsEntry(AlertField.NAME, "DiskFull")
                .containsEntry(AlertField.SERVICE, "db1");
        assertThat(outcomes.get(1)).isEqualTo(new Mapped.Dropped("test"));
        assertThat(outcomes.get(2)).isEqualTo(new Mapped.Unfit("there is no value for the alert's name: ${item.name}"));
        assertThat(mapping.apply(Event.plain(Map.of("problems", List.of())), NOON))
                .containsExactly(new Mapped.Dropped("empty"));
        assertThat(mapping.apply(Event.plain(Map.of("problems", "none")), NOON).getFirst())
                .isInstanceOf(Mapped.Unfit.class);
    }

    @Test
    void attributesAreSeenBesideTheData() {
        Mapping mapping = mapping("""
                apiVersion: firebreak.dev/v1
                kind: Mapping
                metadata: {name: cloud}
                spec:
                  title: CloudEvents
                  when: event.type.startsWith('com.example.') && event.extensions.region == 'eu'
                  alert: {name: "${event.type}", service: "${event.subject}", startsAt: "${event.time}"}
                """);
        Event event = new Event("1", "/x", "com.example.down", "web", NOON, Map.of("region", "eu"), null);

        assertThat(mapping.takes(event, NOON)).isTrue();
        assertThat(((Mapped.Alert) mapping.apply(event, NOON).getFirst()).texts())
                .containsEntry(AlertField.NAME, "com.example.down")
                .containsEntry(AlertField.SERVICE, "web")
                .containsEntry(AlertField.STARTS_AT, "2026-02-01T12:00:00Z");
    }

    @Test
    void everyMistakeHasItsPlace() {
        assertThat(problems(UPTIME, "severity: critical", "severity: critcal"))
                .containsExactly(
                        "uptime.yaml:13:15: found 'critcal', expected one of the words critical, error, warning,"
                                + " info; did you mean critical?");
        assertThat(problems(UPTIME, "event.data.msg ==", "evnt.data.msg =="))
                .singleElement()
                .asString()
                .startsWith("uptime.yaml:8:15: found 'evnt'")
                .endsWith("did you mean event?");
        assertThat(problems(UPTIME, "${event.data.heartbeat.ping}", "${item.ping}"))
                .singleElement()
                .asString()
                .contains("found 'item'");
        assertThat(problems(UPTIME, "${event.data.heartbeat.ping}", "${alert.name}"))
                .singleElement()
                .asString()
                .contains("found 'alert'");
        assertThat(problems(UPTIME, "    name: MonitorDown\n", ""))
                .containsExactly("uptime.yaml:10:5: found an alert without 'name', expected the key 'name'");
        assertThat(problems(UPTIME, "startsAt:", "startAt:"))
                .singleElement()
                .asString()
                .endsWith("mean startsAt?");
        assertThat(problems(UPTIME, "labelsFrom: event.data.monitor.tags", "labelsFrom: event.type"))
                .singleElement()
                .asString()
                .contains("an expression that gives text, expected one that gives a group of values");
        assertThat(problems(UPTIME, "reason: test", "reason: A Test")).hasSize(1);
        assertThat(Folders.problems(folder, "uptime.yaml", UPTIME, "b.yaml", UPTIME))
                .singleElement()
                .asString()
                .contains("a second time");
    }

    @Test
    void aTeamsMappingGoesBeforeTheBuiltInOneOfItsName() {
        Folders.write(Folders.shop(folder), "json.yaml", UPTIME.replace("{name: uptime}", "{name: json}"));
        Mappings mappings = Folders.load(folder).mappings();

        assertThat(mappings.names()).containsExactly("json", "pagerduty");
        assertThat(mappings.find("json").orElseThrow().title()).isEqualTo("Our uptime checker");
        assertThat(mappings.taking(Event.plain(heartbeat(0, "down")), NOON)
                        .orElseThrow()
                        .title())
                .isEqualTo("Our uptime checker");
        assertThat(mappings.taking(Event.plain(Map.of("name", "X")), NOON)
                        .orElseThrow()
                        .title())
                .isEqualTo("Plain JSON");
    }

    private Mapping mapping(String text) {
        Folders.write(Folders.shop(folder), "mapping.yaml", text);
        return Folders.load(folder).mappings().own().getFirst();
    }

    private List<String> problems(String text, String from, String to) {
        assertThat(text).contains(from);
        return Folders.problems(folder, "uptime.yaml", text.replace(from, to));
    }

    private static Object heartbeat(int status, String message) {
        return Map.of(
                "msg",
                message,
                "heartbeat",
                Map.of("status", status, "time", "2026-02-01 11:59:58", "ping", 12.5),
                "monitor",
                Map.of(
                        "id",
                        7,
                        "name",
                        "shop",
                        "url",
                        "https://shop.example",
                        "tags",
                        Map.of("team", "blue", "tier", 1, "more", List.of(1))));
    }
}
