package dev.firebreak.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.firebreak.standalone.StandaloneOptions.PortChoice;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PortsTest {
    private static final Set<ServiceName> ALL = EnumSet.allOf(ServiceName.class);

    @Test
    void areAllDifferentWhenAnyFreeOnesWillDo() {
        Map<ServiceName, Integer> ports = choose(PortChoice.FREE, Map.of());

        assertThat(new HashSet<>(ports.values())).hasSameSizeAs(ALL);
        // Above it, an outgoing connection may take a port before its service does.
        assertThat(ports.values()).allMatch(port -> port < 32_768);
    }

    @Test
    void nameTheHolderAndTheSettingThatMovesATakenOne() throws IOException {
        try (ServerSocket holder = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String taken = Integer.toString(holder.getLocalPort());

            assertThatExceptionOfType(StartupProblem.class)
                    .isThrownBy(() -> choose(PortChoice.FREE, Map.of("FIREBREAK_INGEST_PORT", taken)))
                    .withMessageContaining("Port " + taken + " for alert-ingest cannot be opened on 127.0.0.1")
                    .withMessageContaining(
                            "held by process " + ProcessHandle.current().pid())
                    .withMessageContaining("FIREBREAK_INGEST_PORT=");
        }
    }

    @Test
    void refuseWhatIsNoPort() {
        assertThatExceptionOfType(StartupProblem.class)
                .isThrownBy(() -> choose(PortChoice.FREE, Map.of("FIREBREAK_INCIDENT_PORT", "http")))
                .withMessageContaining("FIREBREAK_INCIDENT_PORT is 'http'");
    }

    @Test
    void refuseAnAddressThatIsNotThisMachines() {
        assertThatExceptionOfType(StartupProblem.class)
                .isThrownBy(() -> Ports.choose(
                        ALL, PortChoice.FREE, service -> "no such host", new GivenSettings(Map.of(), Map.of())))
                .withMessageContaining("--listen");
    }

    private static Map<ServiceName, Integer> choose(PortChoice choice, Map<String, String> settings) {
        return Ports.choose(ALL, choice, service -> "127.0.0.1", new GivenSettings(settings, Map.of()));
    }
}
