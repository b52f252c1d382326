package dev.firebreak.notifier.slack.press;

import dev.firebreak.notifier.inbound.MalformedRequestException;
import dev.firebreak.notifier.inbound.StrictJson;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code application/x-www-form-urlencoded}, read strictly: what is not well-formed is refused, not guessed. */
final class FormBody {
    private static final int MOST_FIELDS = 64;

    private FormBody() {}

    /**
     * The fields in order; of one that comes twice the first counts.
     *
     * @throws MalformedRequestException when it is no form
     */
    static Map<String, String> read(String body) {
        Map<String, String> fields = new LinkedHashMap<>();
        String[] pairs = body.split("&", MOST_FIELDS + 1);
        if (pairs.length > MOST_FIELDS) {
            throw new MalformedRequestException("more than " + MOST_FIELDS + " fields in the form");
        }
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new MalformedRequestException("the form has a field without name or without =");
            }
            fields.putIfAbsent(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
        }
        return fields;
    }

    private static String decoded(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '%') {
                bytes.write(hex(text, i + 1) << 4 | hex(text, i + 2));
                i += 2;
            } else if (c > 0x7E || c <= 0x20) {
                throw new MalformedRequestException("the form has a character that must be encoded");
            } else {
                bytes.write(c == '+' ? ' ' : c);
            }
        }
        return StrictJson.utf8(bytes.toByteArray());
    }

    private static int hex(String text, int at) {
        int digit = at < text.length() ? Character.digit(text.charAt(at), 16) : -1;
        if (digit < 0) {
            throw new MalformedRequestException("the form has a % without two hex digits");
        }
        return digit;
    }
}
