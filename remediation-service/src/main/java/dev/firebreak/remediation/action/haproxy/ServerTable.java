package dev.firebreak.remediation.action.haproxy;

import dev.firebreak.remediation.action.haproxy.HaproxyRuntime.HaproxyException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the two tables that together say how the servers of a backend are. */
final class ServerTable {
    private static final int RUNNING = 2; // SRV_ST_RUNNING
    private static final int MAINTENANCE = 0x01 | 0x02 | 0x20; // forced, inherited, by name resolution
    private static final int DRAINED = 0x08 | 0x10; // forced, inherited
    private static final int FAILED = 2; // CHK_RES_FAILED; a check that is under way has no result yet

    private ServerTable() {}

    /** @throws HaproxyException when there is no such backend */
    static List<HaproxyServer> read(String backend, String state, String stat) {
        List<String> lines = state.lines().filter(line -> !line.isBlank()).toList();
        Optional<String> header =
                lines.stream().filter(line -> line.startsWith("# ")).findFirst();
        if (header.isEmpty()) {
            throw new HaproxyException("HAProxy has no backend '" + backend + "', or does not tell of it");
        }
        List<String> columns = Arrays.asList(header.get().substring(2).split(" "));
        Map<String, Integer> sessions = sessions(stat);
        List<HaproxyServer> servers = new ArrayList<>();
        for (String line : lines.subList(lines.indexOf(header.get()) + 1, lines.size())) {
            List<String> row = Arrays.asList(line.split(" "));
            String name = row.get(columns.indexOf("srv_name"));
            int admin = number(columns, row, "srv_admin_state");
            servers.add(new HaproxyServer(
                    name,
                    state(admin),
                    isUp(columns, row),
                    number(columns, row, "srv_uweight"),
                    sessions.getOrDefault(name, 0)));
        }
        return List.copyOf(servers);
    }

    /** HAProxy takes a server that leaves maintenance for running until enough checks failed: one is enough here. */
    private static boolean isUp(List<String> columns, List<String> row) {
        return number(columns, row, "srv_op_state") == RUNNING && number(columns, row, "srv_check_result") != FAILED;
    }

    private static int number(List<String> columns, List<String> row, String column) {
        return Integer.parseInt(row.get(columns.indexOf(column)));
    }

    private static HaproxyServer.State state(int admin) {
        if ((admin & MAINTENANCE) != 0) {
            return HaproxyServer.State.MAINT;
        }
        return (admin & DRAINED) != 0 ? HaproxyServer.State.DRAIN : HaproxyServer.State.READY;
    }

    private static Map<String, Integer> sessions(String stat) {
        List<String> lines = stat.lines().filter(line -> !line.isBlank()).toList();
        Map<String, Integer> sessions = new HashMap<>();
        if (lines.isEmpty() || !lines.getFirst().startsWith("# ")) {
            return sessions;
        }
        List<String> columns = Arrays.asList(lines.getFirst().substring(2).split(",", -1));
        for (String line : lines.subList(1, lines.size())) {
            String[] row = line.split(",", -1);
            String count = row[columns.indexOf("scur")];
            sessions.put(row[columns.indexOf("svname")], count.isEmpty() ? 0 : Integer.parseInt(count));
        }
        return sessions;
    }
}
