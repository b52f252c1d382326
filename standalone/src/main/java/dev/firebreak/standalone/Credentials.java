package dev.firebreak.standalone;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Passwords and keys of one data folder: what is not given is generated once and kept in a file of {@code KEY=VALUE}
 * lines that only its owner can read. The command line finds the addresses of the running services there as well.
 */
public final class Credentials {
    static final String ADMIN_PASSWORD = "FIREBREAK_ADMIN_PASSWORD";
    static final String PROMETHEUS_TOKENS = "FIREBREAK_PROMETHEUS_TOKENS";
    static final String HEARTBEAT_TOKENS = "FIREBREAK_HEARTBEAT_TOKENS";
    static final String SENTRY_SECRETS = "FIREBREAK_SENTRY_SECRETS";
    static final String VERCEL_SECRETS = "FIREBREAK_VERCEL_SECRETS";
    static final String EVENTS_TOKENS = "FIREBREAK_EVENTS_TOKENS";
    static final String SLACK_SIGNING_SECRET = "FIREBREAK_SLACK_SIGNING_SECRET";
    static final String PAGERDUTY_WEBHOOK_SECRETS = "FIREBREAK_PAGERDUTY_WEBHOOK_SECRETS";

    private static final int SHORTEST_PASSWORD = 8;
    private static final List<String> GENERATED = List.of(
            ADMIN_PASSWORD,
            PROMETHEUS_TOKENS,
            HEARTBEAT_TOKENS,
            SENTRY_SECRETS,
            VERCEL_SECRETS,
            EVENTS_TOKENS,
            SLACK_SIGNING_SECRET,
            PAGERDUTY_WEBHOOK_SECRETS);
    /** Without the letters and digits that look alike. */
    private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    private final Map<String, String> values; // grows by the addresses once they are known

    private Credentials(Map<String, String> values) {
        this.values = values;
    }

    /**
     * @param given settings of the environment, which win; null when not set
     * @throws StartupProblem when the file is there and cannot be understood
     */
    static Credentials open(Path file, Function<String, @Nullable String> given) {
        Map<String, String> kept = read(file);
        Map<String, String> values = new LinkedHashMap<>();
        values.put("FIREBREAK_USER", "admin");
        for (String name : GENERATED) {
            @Nullable String wanted = given.apply(name);
            values.put(name, wanted == null ? kept.getOrDefault(name, random()) : wanted);
        }
        Credentials credentials = new Credentials(values);
        if (credentials.adminPassword().length() < SHORTEST_PASSWORD) {
            throw new StartupProblem(
                    ADMIN_PASSWORD + " has less than " + SHORTEST_PASSWORD + " characters.",
                    "Set a longer one, or none: then one is generated and shown.");
        }
        return credentials;
    }

    public String adminUser() {
        return get("FIREBREAK_USER");
    }

    public String adminPassword() {
        return get(ADMIN_PASSWORD);
    }

    /** What Alertmanager sends as its bearer token; the first one where there are several. */
    public String prometheusToken() {
        return first(PROMETHEUS_TOKENS);
    }

    /** What those send who call {@code /heartbeats}. */
    public String heartbeatToken() {
        return first(HEARTBEAT_TOKENS);
    }

    public String sentrySecret() {
        return first(SENTRY_SECRETS);
    }

    public String vercelSecret() {
        return first(VERCEL_SECRETS);
    }

    /** What any other tool sends as its bearer token. */
    public String eventsToken() {
        return first(EVENTS_TOKENS);
    }

    public String slackSigningSecret() {
        return get(SLACK_SIGNING_SECRET);
    }

    public String pagerdutyWebhookSecret() {
        return first(PAGERDUTY_WEBHOOK_SECRETS);
    }

    /** @throws NoSuchElementException when the file has no such line */
    public String get(String name) {
        @Nullable String value = values.get(name);
        if (value == null) {
            throw new NoSuchElementException("no " + name + " in the credentials");
        }
        return value;
    }

    Map<String, String> all() {
        return Map.copyOf(values);
    }

    /** Writes the file anew, whole or not at all. */
    void keep(Path file, Map<String, String> addresses) {
        values.putAll(addresses);
        values.put("FIREBREAK_PROMETHEUS_TOKEN", prometheusToken());
        StringBuilder lines = new StringBuilder("# Written by Firebreak at each start. Keep it to yourself.\n");
        values.forEach(
                (name, value) -> lines.append(name).append('=').append(value).append('\n'));
        try {
            Path next = file.resolveSibling(file.getFileName() + ".new");
            Files.deleteIfExists(next);
            if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                Files.createFile(
                        next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            }
            Files.writeString(next, lines, StandardCharsets.UTF_8);
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new StartupProblem(
                    "Cannot write " + file + ": " + e.getMessage() + ".", "Look at the folder's rights and space.", e);
        }
    }

    @Override
    public String toString() {
        return "Credentials" + values.keySet();
    }

    private String first(String name) {
        return get(name).split(",", 2)[0].strip();
    }

    private static Map<String, String> read(Path file) {
        Map<String, String> kept = new LinkedHashMap<>();
        if (!Files.exists(file)) {
            return kept;
        }
        try {
            int number = 0;
            for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                number++;
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                int equals = line.indexOf('=');
                if (equals < 1 || line.substring(equals + 1).isBlank()) {
                    throw new StartupProblem(
                            "Line " + number + " of " + file + " is not NAME=VALUE.",
                            "Mend that line, or delete the file: new passwords and keys are generated then, and the"
                                    + " senders need the new ones.");
                }
                kept.put(
                        line.substring(0, equals).strip(),
                        line.substring(equals + 1).strip());
            }
            return kept;
        } catch (IOException e) {
            throw new StartupProblem(
                    "Cannot read " + file + ": " + e.getMessage() + ".",
                    "Give the user " + System.getProperty("user.name") + " the right to read it.",
                    e);
        }
    }

    /** 24 characters out of 56: about 139 bits. */
    private static String random() {
        return new SecureRandom()
                .ints(24, 0, ALPHABET.length())
                .collect(StringBuilder::new, (text, i) -> text.append(ALPHABET.charAt(i)), StringBuilder::append)
                .toString();
    }
}
