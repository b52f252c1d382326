package dev.firebreak.incident.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The users from the settings. Passwords are kept as hashes under a key that lives as long as the process: checking one
 * costs microseconds, so a program may send it with each request, and a memory dump of a hash alone is of no use.
 */
@Component
public class Users {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SHORTEST_PASSWORD = 8;

    private final SecretKeySpec key;
    private final byte[] nobody;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    @SuppressWarnings("ArrayRecordComponent") // compared by MessageDigest only
    private record Entry(Role role, byte[] hash) {}

    Users(AccessSettings settings) {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        key = new SecretKeySpec(random, ALGORITHM);
        nobody = hash("", "");
        @Nullable String password = settings.adminPassword();
        if (password == null || password.isBlank()) {
            throw new UnusableSettingException(
                    "FIREBREAK_ADMIN_PASSWORD is not set: the API would have no user. Set it to a password of at least "
                            + SHORTEST_PASSWORD + " characters for the user 'admin'");
        }
        add("admin", Role.ADMIN, password, "FIREBREAK_ADMIN_PASSWORD");
        settings.users().forEach(this::add);
    }

    private void add(String line) {
        String[] parts = line.split(":", 3);
        if (parts.length != 3 || parts[0].isBlank()) {
            throw new UnusableSettingException(
                    "an entry of FIREBREAK_USERS is not of the form name:role:password (role: viewer, responder, admin)");
        }
        try {
            add(parts[0].strip(), Role.parse(parts[1].strip()), parts[2], "FIREBREAK_USERS for " + parts[0]);
        } catch (IllegalArgumentException e) {
            throw new UnusableSettingException("FIREBREAK_USERS: " + parts[0] + " has role '" + parts[1]
                    + "'; known are viewer, responder, admin");
        }
    }

    private void add(String name, Role role, String password, String setting) {
        if (password.length() < SHORTEST_PASSWORD) {
            throw new UnusableSettingException(
                    setting + ": the password is shorter than " + SHORTEST_PASSWORD + " characters");
        }
        entries.put(name, new Entry(role, hash(name, password)));
    }

    /** Empty for a wrong password as for an unknown name; both take the same time. */
    Optional<Role> check(String name, String password) {
        byte[] given = hash(name, password);
        @Nullable Entry entry = entries.get(name);
        byte[] expected = entry == null ? nobody : entry.hash();
        return MessageDigest.isEqual(given, expected) && entry != null ? Optional.of(entry.role()) : Optional.empty();
    }

    /** Empty for who is no user, or is none any more. */
    Optional<Role> role(String name) {
        return Optional.ofNullable(entries.get(name)).map(Entry::role);
    }

    /** All of them with their roles, in the order of the settings. */
    public Map<String, Role> all() {
        Map<String, Role> all = new LinkedHashMap<>();
        entries.forEach((name, entry) -> all.put(name, entry.role()));
        return all;
    }

    private byte[] hash(String name, String password) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(name.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return mac.doFinal(password.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + ALGORITHM, e);
        }
    }
}
