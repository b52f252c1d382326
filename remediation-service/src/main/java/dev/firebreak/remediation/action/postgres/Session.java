package dev.firebreak.remediation.action.postgres;

import io.r2dbc.spi.Readable;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * One session of a database, told from a later one of the same pid by when it began.
 *
 * @param startedAt as PostgreSQL writes it, to the microsecond
 * @param who user and application, for people
 * @param since when it became what it is ended for, to the second
 */
record Session(int pid, String startedAt, String who, String since) {
    static Session of(Readable row) {
        return new Session(
                Objects.requireNonNull(row.get("pid", Integer.class)),
                Objects.requireNonNull(row.get("started_at", String.class)),
                Objects.requireNonNull(row.get("who", String.class)),
                Objects.requireNonNull(row.get("since", String.class)));
    }

    String readable() {
        return "pid " + pid + " (" + who + ") since " + since;
    }

    /** For the ledger: what to end and what to look at afterwards, also after a crash. */
    static String write(List<Session> sessions) {
        return sessions.stream().map(it -> it.pid + "@" + it.startedAt).collect(Collectors.joining(","));
    }

    static Integer[] pids(String written) {
        return Arrays.stream(written.split(","))
                .map(it -> Integer.valueOf(it.substring(0, it.indexOf('@'))))
                .toArray(Integer[]::new);
    }

    static String[] starts(String written) {
        return Arrays.stream(written.split(","))
                .map(it -> it.substring(it.indexOf('@') + 1))
                .toArray(String[]::new);
    }
}
