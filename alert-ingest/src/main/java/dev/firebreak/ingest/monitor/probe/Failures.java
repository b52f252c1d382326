package dev.firebreak.ingest.monitor.probe;

import dev.firebreak.catalog.yaml.Durations;
import io.netty.handler.ssl.NotSslRecordException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What went wrong, in words of our own: a library's message may quote what was sent. */
final class Failures {
    private Failures() {}

    static String say(Throwable error, String place, Duration timeout) {
        return switch (root(error)) {
            case Lookup.RefusedAddressException e -> String.valueOf(e.getMessage());
            case UnknownHostException _ -> "no address is known for " + place;
            case ConnectException _ -> "cannot connect to " + place;
            case TimeoutException _ -> "no answer from " + place + " in " + Durations.format(timeout);
            case NotSslRecordException _ -> place + " does not speak TLS";
            case SSLException _ -> "no TLS connection to " + place;
            case IOException _ -> "the connection to " + place + " broke";
            case Throwable e ->
                "looking at " + place + " failed: " + e.getClass().getSimpleName();
        };
    }

    static boolean isUnreachable(Throwable error) {
        Throwable root = root(error);
        return root instanceof ConnectException || root instanceof UnknownHostException;
    }

    private static Throwable root(Throwable error) {
        Throwable root = error;
        @Nullable Throwable cause = error.getCause();
        while (cause != null && !(root instanceof ConnectException)) {
            root = cause;
            cause = root.getCause();
        }
        return root;
    }
}
