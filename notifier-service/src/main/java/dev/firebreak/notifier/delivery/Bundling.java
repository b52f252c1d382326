package dev.firebreak.notifier.delivery;

/**
 * When more waits to be told for the first time than a destination takes in a while, one message names many. Each is
 * named within the destination's limit, and what it has of its own comes after.
 */
public final class Bundling {
    /** So many get a message each: at one a second, nobody waits for longer than that many seconds. */
    public static final int ABOVE = 20;

    /** Named in one message; fits Slack's limit of what all blocks may hold together. */
    public static final int MOST = 50;

    private Bundling() {}

    /**
     * @param waiting never told of, {@code ABOVE + 1} stands for any more
     * @return how many of them the next message names; 0 when it is about one only
     */
    public static int named(int waiting) {
        return waiting > ABOVE ? MOST : 0;
    }
}
