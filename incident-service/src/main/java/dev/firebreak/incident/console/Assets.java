package dev.firebreak.incident.console;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;
import org.springframework.stereotype.Component;

/** Addresses of files that change only with the program: browsers may keep them for as long as they like. */
@Component
public class Assets {
    private static final String HTMX = "/webjars/htmx.org/2.0.7/dist/htmx.min.js";

    private final Map<String, String> addresses = new ConcurrentHashMap<>();

    public String htmx() {
        return HTMX;
    }

    /** With a mark of the content, so that a new version is asked for anew. */
    public String of(String file) {
        return addresses.computeIfAbsent(file, name -> "/console/" + name + "?v=" + mark("/static/console/" + name));
    }

    private static String mark(String resource) {
        try (InputStream in = Assets.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the program has no file " + resource);
            }
            CRC32 sum = new CRC32();
            sum.update(in.readAllBytes());
            return HexFormat.of().toHexDigits((int) sum.getValue());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
