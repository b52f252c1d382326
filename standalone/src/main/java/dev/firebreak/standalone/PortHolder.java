package dev.firebreak.standalone;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds out which process listens on a port, on Linux and as far as this user may see. */
final class PortHolder {
    private static final String LISTENING = "0A";

    private PortHolder() {}

    static Optional<String> of(int port) {
        return inode(port).flatMap(PortHolder::process);
    }

    /** @see <a href="https://docs.kernel.org/networking/proc_net_tcp.html">The columns of /proc/net/tcp</a> */
    private static Optional<String> inode(int port) {
        String end = String.format(Locale.ROOT, ":%04X", port);
        return Stream.of("/proc/net/tcp", "/proc/net/tcp6")
                .flatMap(file -> lines(Path.of(file)).stream())
                .map(line -> line.strip().split("\\s+"))
                .filter(columns -> columns.length > 9 && columns[1].endsWith(end) && columns[3].equals(LISTENING))
                .map(columns -> columns[9])
                .findFirst();
    }

    private static Optional<String> process(String inode) {
        String socket = "socket:[" + inode + "]";
        return ProcessHandle.allProcesses()
                .filter(process -> holds(Path.of("/proc", Long.toString(process.pid()), "fd"), socket))
                .map(process -> "process " + process.pid()
                        + process.info()
                                .command()
                                .map(command -> ", " + command)
                                .orElse(""))
                .findFirst();
    }

    private static boolean holds(Path descriptors, String socket) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(descriptors)) {
            for (Path file : files) {
                if (socket.equals(target(file))) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            return false; // gone meanwhile, or another user's
        }
    }

    private static @Nullable String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException e) {
            return null;
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of();
        }
    }
}
