package dev.firebreak.backtest;

import java.time.Duration;
import java.time.Instant;

/**
 * Tells repeats of a delivery, as the services' inbox does: for {@value #DAYS} days and at most twice as long. Kept are
 * 64 bits of each key; that two of a million are taken for the same has a chance of one in thirty million.
 */
final class PastDeliveries {
    private static final int DAYS = 7;
    private static final int SMALLEST = 1 << 10;

    private Keys newer = new Keys();
    private Keys older = new Keys();
    private Instant turnAt = Instant.MIN;

    /** Whether it is the first of that key. */
    boolean isNew(String key, Instant at) {
        if (!at.isBefore(turnAt)) {
            older = newer;
            newer = new Keys();
            turnAt = at.plus(Duration.ofDays(DAYS));
        }
        long bits = hash(key);
        return !older.contains(bits) && newer.add(bits);
    }

    /** FNV-1a over the characters, then mixed as MurmurHash3 ends; never 0, which marks a free place. */
    private static long hash(String key) {
        long hash = 0xcbf29ce484222325L;
        for (int i = 0; i < key.length(); i++) {
            hash = (hash ^ key.charAt(i)) * 0x100000001b3L;
        }
        hash = (hash ^ (hash >>> 33)) * 0xff51afd7ed558ccdL;
        hash = (hash ^ (hash >>> 33)) * 0xc4ceb9fe1a85ec53L;
        hash ^= hash >>> 33;
        return hash == 0 ? 1 : hash;
    }

    /** A set of numbers other than 0, open addressing, at most half full. */
    private static final class Keys {
        private long[] places = new long[SMALLEST];
        private int size;

        boolean contains(long key) {
            return places[place(places, key)] == key;
        }

        boolean add(long key) {
            int place = place(places, key);
            if (places[place] == key) {
                return false;
            }
            places[place] = key;
            if (++size > places.length / 2) {
                grow();
            }
            return true;
        }

        private void grow() {
            long[] larger = new long[places.length * 2];
            for (long key : places) {
                if (key != 0) {
                    larger[place(larger, key)] = key;
                }
            }
            places = larger;
        }

        private static int place(long[] places, long key) {
            int place = (int) key & (places.length - 1);
            while (places[place] != 0 && places[place] != key) {
                place = (place + 1) & (places.length - 1);
            }
            return place;
        }
    }
}
