package dev.firebreak.notifier.delivery;

/**
 * What a destination takes.
 *
 * @param burst how many messages may go at once after a pause
 */
public record Rate(double perSecond, int burst) {
    public Rate {
        if (perSecond <= 0 || burst < 1) {
            throw new IllegalArgumentException("a rate needs more than 0 a second and a burst of at least 1");
        }
    }
}
