package dev.firebreak.standalone;

import dev.firebreak.standalone.StandaloneOptions.PortChoice;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Chooses a port for each service and makes sure that it is free before anything is started. */
final class Ports {
    private static final int LOWEST_FREE = 20_000;
    private static final int LOWEST_OUTGOING = 32_768; // of Linux; macOS and Windows begin at 49 152

    private final List<ServerSocket> probes = new ArrayList<>();
    private final List<String> taken = new ArrayList<>();

    private Ports() {}

    /**
     * @param settings reads one setting; null when not set. {@code 0} stands for any free port
     * @throws StartupProblem naming every port that is taken, and the setting that moves it
     */
    static Map<ServiceName, Integer> choose(
            Set<ServiceName> services,
            PortChoice choice,
            Function<ServiceName, String> address,
            Function<String, @Nullable String> settings) {
        Ports ports = new Ports();
        try {
            Map<ServiceName, Integer> chosen = new EnumMap<>(ServiceName.class);
            for (ServiceName service : services) {
                InetAddress host = resolve(address.apply(service));
                int usual = switch (choice) {
                    case USUAL -> service.usualPort();
                    case USUAL_OR_FREE -> isFree(host, service.usualPort()) ? service.usualPort() : 0;
                    case FREE -> 0;
                };
                int wanted = wanted(service.portSetting(), usual, settings);
                chosen.put(service, ports.probe(service.module(), service.portSetting(), host, wanted));
            }
            ports.refuseTaken();
            return chosen;
        } finally {
            ports.close();
        }
    }

    /** The port that the setting says, else any free one of the loopback interface. */
    static int one(String part, String setting, Function<String, @Nullable String> settings) {
        Ports ports = new Ports();
        try {
            int port = ports.probe(part, setting, InetAddress.getLoopbackAddress(), wanted(setting, 0, settings));
            ports.refuseTaken();
            return port;
        } finally {
            ports.close();
        }
    }

    /** Keeps the port until all are chosen, so that no two get the same. */
    private int probe(String part, String setting, InetAddress host, int wanted) {
        try {
            return wanted == 0 ? anyFree(host) : hold(host, wanted);
        } catch (IOException e) {
            String holder =
                    PortHolder.of(wanted).map(it -> " (held by " + it + ")").orElse("");
            taken.add("Port " + wanted + " for " + part + " cannot be opened on " + host.getHostAddress() + ": "
                    + e.getMessage() + holder + ". Another one: " + setting + "=" + (wanted + 1000));
            return wanted;
        }
    }

    /**
     * Below the range that systems take the ports of outgoing connections from: between now and the service's start there
     * are many of those.
     */
    private int anyFree(InetAddress host) throws IOException {
        for (int tries = 0; tries < 50; tries++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST_FREE, LOWEST_OUTGOING);
            if (isFree(host, port)) {
                return hold(host, port);
            }
        }
        return hold(host, 0);
    }

    private int hold(InetAddress host, int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        probes.add(socket);
        socket.setReuseAddress(true); // else a port that was just closed counts as taken
        socket.bind(new InetSocketAddress(host, port));
        return socket.getLocalPort();
    }

    private static boolean isFree(InetAddress host, int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host, port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void refuseTaken() {
        if (!taken.isEmpty()) {
            throw new StartupProblem(
                    String.join(System.lineSeparator(), taken),
                    "Stop what uses it, or set another port and start again.");
        }
    }

    private void close() {
        for (ServerSocket probe : probes) {
            try {
                probe.close();
            } catch (IOException e) {
                throw new IllegalStateException("cannot close a port that was only tried", e);
            }
        }
    }

    private static int wanted(String name, int usual, Function<String, @Nullable String> settings) {
        @Nullable String setting = settings.apply(name);
        if (setting == null) {
            return usual;
        }
        if (setting.matches("\\d{1,5}") && Integer.parseInt(setting) <= 65_535) {
            return Integer.parseInt(setting);
        }
        throw new StartupProblem(name + " is '" + setting + "', which is no port.", "Use a number from 1 to 65535.");
    }

    private static InetAddress resolve(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new StartupProblem(
                    "The address to listen on, '" + address + "', is not known here.",
                    "Use an address of this machine with --listen or FIREBREAK_LISTEN, such as 127.0.0.1 or 0.0.0.0.",
                    e);
        }
    }
}
