package dev.firebreak.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A request whose alerts differ from those of every other one by a number in a place of its own. Only those places are
 * written for each request: the sender runs on the cores that are measured.
 */
final class Body {
    private static final String PLACE = "0000000000";

    private final byte[] request;
    private final List<Integer> places = new ArrayList<>();

    private Body(byte[] head, byte[] content) {
        request = new byte[head.length + content.length];
        System.arraycopy(head, 0, request, 0, head.length);
        System.arraycopy(content, 0, request, head.length, content.length);
        String text = new String(content, StandardCharsets.US_ASCII);
        for (int at = text.indexOf(PLACE); at >= 0; at = text.indexOf(PLACE, at + PLACE.length())) {
            places.add(head.length + at);
        }
    }

    /**
     * @param token of the bearer; both sides get the header, one of them ignores it
     * @param content with {@link #numbered} in it
     */
    static Body post(String path, String token, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.US_ASCII);
        byte[] head = ("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Authorization: Bearer " + token + "\r\nContent-Length: " + bytes.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        return new Body(head, bytes);
    }

    /** Stands for a number that is another one in each request. */
    static String numbered(String prefix) {
        return prefix + PLACE;
    }

    /** The same bytes each time, so one connection at most uses it. */
    byte[] request(long number) {
        long next = number * places.size();
        for (int place : places) {
            long rest = next++;
            for (int digit = PLACE.length() - 1; digit >= 0; digit--) {
                request[place + digit] = (byte) ('0' + rest % 10);
                rest /= 10;
            }
        }
        return request;
    }
}
