package dev.firebreak.model.incident;

import org.jspecify.annotations.Nullable;

/**
 * Who is to have an incident.
 *
 * @param name as people here know them, up to {@value #LONGEST} characters
 * @param mail by which other tools know them, too; null when it is not known here
 */
public record Assignee(String name, @Nullable String mail) {
    public static final int LONGEST = 200;

    /** @throws IllegalArgumentException without a name, or when one of the two is too long */
    public Assignee {
        name = name.strip();
        mail = mail == null || mail.isBlank() ? null : mail.strip();
        if (name.isEmpty()) {
            throw new IllegalArgumentException("nobody to hand it to: the name is blank");
        }
        if (name.length() > LONGEST || (mail != null && mail.length() > LONGEST)) {
            throw new IllegalArgumentException("the name and the address have up to " + LONGEST + " characters");
        }
    }

    /** By address where both have one, else by name, as tools write names alike. */
    public boolean isSame(@Nullable Assignee other) {
        if (other == null) {
            return false;
        }
        return (mail == null || other.mail == null)
                ? name.equalsIgnoreCase(other.name)
                : mail.equalsIgnoreCase(other.mail);
    }
}
