package dev.firebreak.remediation.action.haproxy;

import java.util.Locale;

/**
 * One server of a backend, as {@code show servers state} and {@code show stat} tell it.
 *
 * @param isUp by its health check; a server without one is always up, one in maintenance is not
 * @param weight 0 takes no new sessions; 256 at most
 * @param sessions open now
 */
record HaproxyServer(String name, State state, boolean isUp, int weight, int sessions) {
    /** What an operator has told it to be. */
    enum State {
        READY,
        /** Takes no new sessions but those that a cookie binds to it. */
        DRAIN,
        /** Takes nothing and is not checked. */
        MAINT;

        /** In HAProxy's own words. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** {@code blue} has {@code blue}, {@code blue1}, {@code blue-2}, but not {@code bluebird}. */
    boolean isOf(String slot) {
        return name.startsWith(slot)
                && (name.length() == slot.length() || !Character.isLetter(name.charAt(slot.length())));
    }

    boolean serves() {
        return state == State.READY && isUp && weight > 0;
    }

    /** The name without the figures at its end. */
    String slot() {
        String slot = name.replaceFirst("[-_.]?\\d+$", "");
        return slot.isEmpty() ? name : slot;
    }
}
