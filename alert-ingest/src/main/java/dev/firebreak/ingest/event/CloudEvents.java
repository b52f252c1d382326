package dev.firebreak.ingest.event;

import dev.firebreak.catalog.mapping.Event;
import dev.firebreak.ingest.json.JsonBody;
import dev.firebreak.ingest.json.JsonLimits;
import dev.firebreak.ingest.json.PayloadException;
import dev.firebreak.ingest.source.Delivery;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads events in each way that
 * <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md">CloudEvents
 * over HTTP</a> has: structured, as a batch, and binary with the attributes in headers. A body without any of them is the
 * data of an event that says nothing about itself.
 */
final class CloudEvents {
    private static final String STRUCTURED = "application/cloudevents+json";
    private static final String BATCH = "application/cloudevents-batch+json";
    private static final String PREFIX = "ce-";
    /** Each is held against every mapping, on the thread that also serves others. */
    private static final int MOST_EVENTS = 1000;

    private static final Pattern JSON_TYPE = Pattern.compile("(?i)[^;]*[/+]json(;.*)?");
    /** Attributes that are no extensions. */
    private static final Set<String> OWN = Set.of(
            "specversion",
            "id",
            "source",
            "type",
            "subject",
            "time",
            "datacontenttype",
            "dataschema",
            "data",
            "data_base64");

    private final JsonLimits limits;

    CloudEvents(JsonLimits limits) {
        this.limits = limits;
    }

    List<Event> read(Delivery delivery) {
        String type = mediaType(delivery);
        if (type.equals(BATCH)) {
            return batch(json(delivery.body()));
        }
        if (type.equals(STRUCTURED)) {
            return List.of(structured(json(delivery.body()), ""));
        }
        if (delivery.header(PREFIX + "specversion") != null) {
            return List.of(binary(delivery));
        }
        Object data = json(delivery.body());
        return looksStructured(data) ? List.of(structured(data, "")) : List.of(Event.plain(data));
    }

    private @Nullable Object json(byte[] bytes) {
        return JsonBody.read(bytes, limits, body -> new Parsed(body.value())).value();
    }

    private record Parsed(@Nullable Object value) {}

    private static String mediaType(Delivery delivery) {
        String type = delivery.header("Content-Type");
        return type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    /** Many senders set {@code application/json} on a structured event. */
    private static boolean looksStructured(@Nullable Object data) {
        return data instanceof Map<?, ?> members
                && members.containsKey("specversion")
                && members.containsKey("type")
                && members.containsKey("source");
    }

    private List<Event> batch(@Nullable Object body) {
        if (!(body instanceof List<?> items)) {
            throw PayloadException.wrongShape("", "expected an array of events, as " + BATCH + " says");
        }
        if (items.size() > MOST_EVENTS) {
            throw PayloadException.wrongShape("", "at most " + MOST_EVENTS + " events are taken in one batch");
        }
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            events.add(structured(items.get(i), "/" + i));
        }
        return events;
    }

    private Event structured(@Nullable Object body, String pointer) {
        if (!(body instanceof Map<?, ?> members)) {
            throw PayloadException.wrongShape(pointer, "expected an event, which is an object");
        }
        Map<String, String> attributes = new LinkedHashMap<>();
        members.forEach((name, value) -> {
            if (value != null && !(value instanceof Map || value instanceof List) && !name.equals("data")) {
                attributes.put(String.valueOf(name), String.valueOf(value));
            }
        });
        String base64 = attributes.get("data_base64");
        Object data =
                base64 == null ? members.get("data") : decoded(base64, attributes.get("datacontenttype"), pointer);
        return event(attributes, data, pointer + "/");
    }

    private @Nullable Object decoded(String base64, @Nullable String contentType, String pointer) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw PayloadException.wrongShape(pointer + "/data_base64", "expected Base64 (" + e.getMessage() + ")");
        }
        boolean isJson = contentType == null || JSON_TYPE.matcher(contentType).matches();
        return isJson ? json(bytes) : new String(bytes, StandardCharsets.UTF_8);
    }

    private Event binary(Delivery delivery) {
        Map<String, String> attributes = new HashMap<>();
        for (String name : delivery.headerNames().get()) {
            String value = delivery.header(name);
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.startsWith(PREFIX) && value != null) {
                attributes.put(lower.substring(PREFIX.length()), decoded(value));
            }
        }
        return event(attributes, delivery.body().length == 0 ? null : json(delivery.body()), PREFIX);
    }

    /** Header values are percent-encoded; a plus sign is itself. */
    private static String decoded(String value) {
        if (value.indexOf('%') < 0) {
            return value;
        }
        try {
            return URLDecoder.decode(value.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return value;
        }
    }

    private static Event event(Map<String, String> attributes, @Nullable Object data, String at) {
        String version = required(attributes, "specversion", at);
        if (!version.startsWith("1.")) {
            throw PayloadException.wrongShape(at + "specversion", "expected CloudEvents 1.0");
        }
        Map<String, String> extensions = new LinkedHashMap<>(attributes);
        extensions.keySet().removeAll(OWN);
        return new Event(
                required(attributes, "id", at),
                required(attributes, "source", at),
                required(attributes, "type", at),
                attributes.get("subject"),
                EventTimes.parse(attributes.get("time")).orElse(null),
                extensions,
                data);
    }

    private static String required(Map<String, String> attributes, String name, String at) {
        String value = attributes.get(name);
        if (value == null || value.isBlank()) {
            throw PayloadException.wrongShape(
                    at + name, at + name + " is missing: every CloudEvent has specversion, id, source and type");
        }
        return value;
    }
}
