package dev.firebreak.remediation.outgoing;

import io.netty.handler.ssl.NotSslRecordException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Why a connection could not be made, in words of our own: a library's message may quote what was sent. */
public final class SocketFailures {
    private SocketFailures() {}

    /** @param place as people know it, such as {@code host:port} */
    public static String say(Throwable error, String place, Duration timeout) {
        return switch (HostLimits.rootOf(error)) {
            case AddressRefusedException e -> String.valueOf(e.getMessage());
            case UnknownHostException _ -> "no address is known for " + place;
            case ConnectException _ -> "cannot connect to " + place;
            case TimeoutException _ -> "no answer from " + place + " in " + timeout.toMillis() + " ms";
            case NotSslRecordException _ -> place + " does not speak TLS";
            case SSLException _ -> "no TLS connection to " + place;
            case IOException _ -> "the connection to " + place + " broke";
            case Throwable e ->
                "looking at " + place + " failed: " + e.getClass().getSimpleName();
        };
    }
}
