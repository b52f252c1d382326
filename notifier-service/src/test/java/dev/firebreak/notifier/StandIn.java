package dev.firebreak.notifier;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Slack and PagerDuty as far as the contracts go, in this process; keeps every effect and fails when told to. */
final class StandIn implements AutoCloseable {
    /** What happens to one call: an effect or none, then an answer or none. */
    record Fault(int status, int retryAfter, boolean effect) {
        static Fault lost() {
            return new Fault(0, 0, true);
        }

        static Fault throttled(int seconds) {
            return new Fault(429, seconds, false);
        }

        /** Until {@link RunningNotifier#endSilence}, however long what is to happen meanwhile takes. */
        static Fault silent() {
            return throttled((int) TimeUnit.HOURS.toSeconds(1));
        }

        /** What a proxy on the way answers. */
        static Fault garbled() {
            return new Fault(200, 0, false);
        }

        static Fault status(int status) {
            return new Fault(status, 0, false);
        }
    }

    record Call(String name, Map<String, String> fields, long nanos) {
        String field(String field) {
            return fields.getOrDefault(field, "");
        }

        JsonObject json(String field) {
            return JsonParser.parseString(field(field)).getAsJsonObject();
        }
    }

    /** It asked for silence from then until then. */
    record Throttle(String name, long from, long until) {}

    /** Of PagerDuty's escalation policy. */
    private static final int LEVELS = 3;

    private final HttpServer server;
    private final List<Throttle> throttles = new CopyOnWriteArrayList<>();
    private final List<Call> effects = new CopyOnWriteArrayList<>();
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Map<String, Deque<Fault>> faults = new ConcurrentHashMap<>();
    private final Map<String, String> refusals = new ConcurrentHashMap<>();
    private volatile String socket = "";
    private final AtomicInteger ts = new AtomicInteger();

    StandIn() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/slack/api/", this::slack);
        server.createContext("/pagerduty/v2/enqueue", this::pagerDuty);
        server.createContext("/pagerduty/rest/", this::pagerDutyRest);
        server.createContext("/slack/response", this::response);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** @param about a channel, where replies do not count, or a key or an incident of PagerDuty's */
    void fail(String name, String about, Fault... next) {
        String key = about.startsWith("#") ? id(about) : about;
        faults.computeIfAbsent(name + " " + key, _ -> new ConcurrentLinkedDeque<>())
                .addAll(Arrays.asList(next));
    }

    /** Where Socket Mode connects to from now on. */
    void socketAt(String address) {
        socket = address;
    }

    /** Slack says {@code ok: false} to everything in the channel until {@link #accept}. */
    void refuse(String channel, String error) {
        refusals.put(channel, error);
    }

    void accept(String channel) {
        refusals.remove(channel);
    }

    /** Effects in this channel, thread replies left out. */
    List<Call> cards(String channel) {
        return effects.stream()
                .filter(call -> call.name().startsWith("chat."))
                .filter(call -> call.field("channel").equals(channel)
                        || call.field("channel").equals(id(channel)))
                .filter(call -> !call.fields().containsKey("thread_ts"))
                .toList();
    }

    List<Call> replies(String channel) {
        return effects.stream()
                .filter(call -> call.fields().containsKey("thread_ts"))
                .filter(call -> call.field("channel").equals(id(channel)))
                .toList();
    }

    /** What PagerDuty was told about the incident, in order. */
    List<String> pages(String dedupKey) {
        return effects.stream()
                .filter(call ->
                        call.name().equals("enqueue") && call.field("dedup_key").equals(dedupKey))
                .map(call -> call.field("event_action"))
                .toList();
    }

    List<Throttle> throttles(String name) {
        return throttles.stream().filter(it -> it.name().equals(name)).toList();
    }

    /** What stands on PagerDuty's incident that was opened with the key. */
    List<String> notes(String dedupKey) {
        return effects.stream()
                .filter(call ->
                        call.name().equals("note") && call.field("incident").equals("Q" + dedupKey))
                .map(call -> call.field("content"))
                .toList();
    }

    /** What PagerDuty's incident became, in order: whose by {@code assign}, or of which level by {@code escalate}. */
    List<String> changes(String name, String dedupKey) {
        return effects.stream()
                .filter(call ->
                        call.name().equals(name) && call.field("incident").equals("Q" + dedupKey))
                .map(call -> call.field("to"))
                .toList();
    }

    List<Call> calls(String name) {
        return calls.stream().filter(call -> call.name().equals(name)).toList();
    }

    static String id(String channel) {
        return "C" + Integer.toHexString(channel.hashCode()).toUpperCase(Locale.ROOT);
    }

    private void slack(HttpExchange exchange) throws IOException {
        String method = exchange.getRequestURI().getPath().substring("/slack/api/".length());
        Call call = new Call(method, form(body(exchange)), System.nanoTime());
        calls.add(call);
        String channel = call.field("channel").startsWith("#") ? id(call.field("channel")) : call.field("channel");
        String refusal = refusals.get(call.field("channel"));
        if (refusal != null) {
            answer(exchange, 200, "{\"ok\":false,\"error\":\"" + refusal + "\"}");
            return;
        }
        boolean isNew = method.equals("conversations.create") && create(call);
        if (isFaulty(exchange, call)) {
            return;
        }
        switch (method) {
            case "conversations.create" ->
                answer(
                        exchange,
                        200,
                        isNew
                                ? "{\"ok\":true,\"channel\":" + channel(call) + "}"
                                : "{\"ok\":false,\"error\":\"name_taken\"}");
            case "conversations.list" -> answer(exchange, 200, channels());
            case "conversations.invite", "pins.add", "conversations.archive" -> {
                effects.add(call);
                answer(exchange, 200, "{\"ok\":true}");
            }
            case "chat.postMessage" -> answer(exchange, 200, posted(call, channel));
            case "chat.update" -> {
                effects.add(call);
                answer(
                        exchange,
                        200,
                        "{\"ok\":true,\"channel\":\"" + channel + "\",\"ts\":\"" + call.field("ts") + "\"}");
            }
            case "conversations.history", "conversations.replies" -> answer(exchange, 200, history(channel));
            case "views.open", "views.publish", "chat.postEphemeral" -> {
                effects.add(call);
                answer(exchange, 200, "{\"ok\":true}");
            }
            case "apps.connections.open" ->
                answer(
                        exchange,
                        200,
                        socket.isEmpty()
                                ? "{\"ok\":false,\"error\":\"internal_error\"}"
                                : "{\"ok\":true,\"url\":\"" + socket + "\"}");
            case "users.info" -> answer(exchange, 200, user(call.field("user")));
            default -> answer(exchange, 200, "{\"ok\":false,\"error\":\"unknown_method\"}");
        }
    }

    private String posted(Call call, String channel) {
        String stamp = "1769947200." + String.format("%06d", ts.incrementAndGet());
        effects.add(new Call(
                call.name(),
                Stream.concat(
                                call.fields().entrySet().stream(),
                                Map.of("ts", stamp, "channel_id", channel).entrySet().stream())
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)),
                call.nanos()));
        return "{\"ok\":true,\"channel\":\"" + channel + "\",\"ts\":\"" + stamp + "\"}";
    }

    /** @return whether there was none of that name; what a fault does to the answer changes nothing about that */
    private boolean create(Call call) {
        boolean isNew = created().noneMatch(channel -> channel.field("name").equals(call.field("name")));
        if (isNew) {
            effects.add(call);
        }
        return isNew;
    }

    private Stream<Call> created() {
        return effects.stream().filter(call -> call.name().equals("conversations.create"));
    }

    private static String channel(Call created) {
        return "{\"id\":\"" + id("#" + created.field("name")) + "\",\"name\":\"" + created.field("name") + "\"}";
    }

    private String channels() {
        return created().map(StandIn::channel).collect(Collectors.joining(",", "{\"ok\":true,\"channels\":[", "]}"));
    }

    /** Everybody's address is their id's own. */
    private static String user(String id) {
        String name = id.substring(2).toLowerCase(Locale.ROOT);
        return "{\"ok\":true,\"user\":{\"id\":\"" + id + "\",\"real_name\":\"" + name + "\",\"profile\":{\"email\":\""
                + name + "@example.com\"}}}";
    }

    private String history(String channel) {
        return effects.stream()
                .filter(call -> channel.equals(call.fields().get("channel_id")))
                .map(call -> "{\"type\":\"message\",\"ts\":\"" + call.field("ts") + "\""
                        + (call.field("metadata").isEmpty() ? "" : ",\"metadata\":" + call.field("metadata")) + "}")
                .collect(Collectors.joining(",", "{\"ok\":true,\"messages\":[", "]}"));
    }

    private void pagerDuty(HttpExchange exchange) throws IOException {
        JsonObject body = JsonParser.parseString(body(exchange)).getAsJsonObject();
        Call call = new Call(
                "enqueue",
                body.entrySet().stream()
                        .filter(field -> field.getValue().isJsonPrimitive())
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, field -> field.getValue().getAsString())),
                System.nanoTime());
        calls.add(call);
        if (!isFaulty(exchange, call)) {
            effects.add(call);
            answer(exchange, 202, "{\"status\":\"success\",\"message\":\"Event processed\"}");
        }
    }

    /** The REST API: users by address, incidents by key, their notes, owners and levels. */
    private void pagerDutyRest(HttpExchange exchange) throws IOException {
        String[] path =
                exchange.getRequestURI().getPath().split("/", -1); // "", pagerduty, rest, incidents, {id}, notes
        String body = body(exchange);
        boolean reads = exchange.getRequestMethod().equals("GET");
        if (!"Token token=y_sandbox".equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            answer(exchange, 401, "{\"error\":{\"message\":\"Access denied\"}}");
        } else if (path[3].equals("users")) {
            answer(
                    exchange,
                    200,
                    users(form(exchange.getRequestURI().getRawQuery()).getOrDefault("query", "")));
        } else if (path.length == 4) {
            answer(
                    exchange,
                    200,
                    opened(form(exchange.getRequestURI().getQuery()).getOrDefault("incident_key", "")));
        } else if (reads) {
            JsonArray notes = new JsonArray();
            notes(path[4].substring(1)).forEach(content -> {
                JsonObject note = new JsonObject();
                note.addProperty("content", content);
                notes.add(note);
            });
            answer(exchange, 200, "{\"notes\":" + notes + "}");
        } else if (exchange.getRequestHeaders().getFirst("From") == null) {
            answer(exchange, 400, "{\"error\":{\"code\":2001,\"message\":\"Invalid Input Provided\"}}");
        } else {
            JsonObject sent = JsonParser.parseString(body).getAsJsonObject();
            if (path.length == 6) {
                String content = sent.getAsJsonObject("note").get("content").getAsString();
                write(
                        exchange,
                        new Call("note", Map.of("incident", path[4], "content", content), System.nanoTime()),
                        201);
            } else {
                change(exchange, path[4], sent.getAsJsonObject("incident"));
            }
        }
    }

    /** PagerDuty finds what is like it, too. */
    private static String users(String query) {
        return Stream.of("kim@example.com", "a.kim@example.com", "kim@example.com.au", "lee+night@example.com")
                .filter(mail -> mail.contains(query.toLowerCase(Locale.ROOT)))
                .sorted(Comparator.reverseOrder())
                .map(mail -> "{\"id\":\"" + pagerDutyUser(mail) + "\",\"email\":\"" + mail + "\"}")
                .collect(Collectors.joining(",", "{\"users\":[", "]}"));
    }

    static String pagerDutyUser(String mail) {
        return "P" + mail.replaceAll("[^a-z]", "").toUpperCase(Locale.ROOT);
    }

    private String opened(String key) {
        if (!pages(key).contains("trigger")) {
            return "{\"incidents\":[]}";
        }
        List<String> owners = changes("assign", key);
        String assignments = owners.isEmpty() ? "" : "{\"assignee\":{\"id\":\"" + owners.getLast() + "\"}}";
        return "{\"incidents\":[{\"id\":\"Q" + key + "\",\"status\":\""
                + (pages(key).getLast().equals("resolve") ? "resolved" : "triggered")
                + "\",\"service\":{\"id\":\"PWEB\"},\"assignments\":[" + assignments + "]}]}";
    }

    private void change(HttpExchange exchange, String incident, JsonObject change) throws IOException {
        if (!change.get("type").getAsString().equals("incident_reference")) {
            answer(exchange, 400, "{\"error\":{\"code\":2001,\"message\":\"Invalid Input Provided\"}}");
        } else if (change.has("escalation_level")
                && change.get("escalation_level").getAsInt() > LEVELS) {
            answer(exchange, 400, "{\"error\":{\"code\":2001,\"message\":\"Escalation level is too high\"}}");
        } else if (change.has("escalation_level")) {
            String level = change.get("escalation_level").getAsString();
            write(exchange, new Call("escalate", Map.of("incident", incident, "to", level), System.nanoTime()), 200);
        } else {
            JsonObject assignee = change.getAsJsonArray("assignments")
                    .get(0)
                    .getAsJsonObject()
                    .getAsJsonObject("assignee");
            String to = assignee.get("id").getAsString();
            write(exchange, new Call("assign", Map.of("incident", incident, "to", to), System.nanoTime()), 200);
        }
    }

    private void write(HttpExchange exchange, Call call, int status) {
        calls.add(call);
        Deque<Fault> due = faults.get(call.name() + " " + call.field("incident"));
        Fault fault = due == null ? null : due.poll();
        if (fault == null || fault.effect()) {
            effects.add(call);
        }
        if (fault == null) {
            answer(exchange, status, "{}");
        } else if (fault.status() == 0) {
            exchange.close();
        } else {
            exchange.getResponseHeaders().set("ratelimit-reset", Integer.toString(fault.retryAfter()));
            answer(exchange, fault.status(), "{\"error\":{\"code\":2020,\"message\":\"Rate Limit Exceeded\"}}");
        }
    }

    private void response(HttpExchange exchange) throws IOException {
        JsonObject body = JsonParser.parseString(body(exchange)).getAsJsonObject();
        calls.add(new Call("response", Map.of("text", body.get("text").getAsString()), System.nanoTime()));
        answer(exchange, 200, "ok");
    }

    private boolean isFaulty(HttpExchange exchange, Call call) throws IOException {
        String channel = call.field("channel");
        String about = channel.startsWith("#") ? id(channel) : channel.isEmpty() ? call.field("dedup_key") : channel;
        Deque<Fault> due = faults.get(call.name() + " " + about);
        Fault fault = due == null || call.fields().containsKey("thread_ts") ? null : due.poll();
        if (fault == null) {
            return false;
        }
        if (fault.effect()) {
            posted(call, call.field("channel").startsWith("#") ? id(call.field("channel")) : call.field("channel"));
        }
        if (fault.retryAfter() > 0) {
            exchange.getResponseHeaders().set("Retry-After", Integer.toString(fault.retryAfter()));
            long now = System.nanoTime();
            throttles.add(new Throttle(call.name(), now, now + TimeUnit.SECONDS.toNanos(fault.retryAfter())));
        }
        if (fault.status() == 0) {
            exchange.close();
        } else {
            answer(
                    exchange,
                    fault.status(),
                    fault.status() == 200 ? "<html>" : "{\"ok\":false,\"error\":\"ratelimited\"}");
        }
        return true;
    }

    private static String body(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static Map<String, String> form(String body) {
        return Arrays.stream(body.split("&"))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> pair.length == 2)
                .collect(Collectors.toMap(
                        pair -> URLDecoder.decode(pair[0], StandardCharsets.UTF_8),
                        pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8),
                        (first, _) -> first));
    }

    private static void answer(HttpExchange exchange, int status, String body) {
        try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
