package dev.firebreak.notifier.slack.people;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Who may act, as the setting names them.
 *
 * @param ids Slack's, such as {@code U0ADA0001}: they count whatever the address is
 * @param mails addresses, in lower case
 */
record Responders(Set<String> ids, Set<String> mails) {
    Responders {
        ids = Set.copyOf(ids);
        mails = Set.copyOf(mails);
    }

    static Responders of(Collection<String> entries) {
        return new Responders(
                entries.stream().filter(entry -> !isMail(entry)).collect(Collectors.toSet()),
                entries.stream()
                        .filter(Responders::isMail)
                        .map(entry -> entry.toLowerCase(Locale.ROOT))
                        .collect(Collectors.toSet()));
    }

    boolean hasMail(String mail) {
        return mails.contains(mail.toLowerCase(Locale.ROOT));
    }

    private static boolean isMail(String entry) {
        return entry.indexOf('@') > 0;
    }
}
