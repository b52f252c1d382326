package dev.firebreak.sandbox.pagerduty;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who has an account there.
 *
 * @param email null for who is only known by name
 */
record PagerUser(String id, String name, @Nullable String email) {
    /** Whoever has an address there has an account, too. */
    private static final String ACCOUNT = "@example.com";

    static PagerUser named(String name) {
        return new PagerUser(id(name), name, null);
    }

    /** Found by a part of the address only when it is whole: nobody is listed. */
    static List<PagerUser> search(String query) {
        String mail = query.strip().toLowerCase(Locale.ROOT);
        int name = mail.length() - ACCOUNT.length();
        return name > 0 && mail.endsWith(ACCOUNT)
                ? List.of(new PagerUser(id(mail), written(mail.substring(0, name)), mail))
                : List.of();
    }

    private static String written(String local) {
        return Arrays.stream(local.split("[.+_-]"))
                .filter(part -> !part.isEmpty())
                .map(part -> part.substring(0, 1).toUpperCase(Locale.ROOT) + part.substring(1))
                .collect(Collectors.joining(" "));
    }

    private static String id(String of) {
        return "P" + Integer.toUnsignedString(of.hashCode(), 36).toUpperCase(Locale.ROOT);
    }
}
