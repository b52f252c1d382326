package dev.firebreak.model.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRuleTest {
    private final AddressRule rule =
            AddressRule.of(List.of("10.20.0.0/16"), URI.create("http://127.0.0.1:8090/vercel"), null);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.8.9.10",
                "0.0.0.0",
                "10.0.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fe80::1",
                "fc00::1",
                "fd12::1",
                "ff02::1",
                "::ffff:127.0.0.1",
                "::127.0.0.1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::"
            })
    void whatIsNotOnTheInternetIsRefused(String address) {
        assertThat(rule.allows("evil.example", 443, resolved(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"93.184.216.34", "172.32.0.1", "11.0.0.1", "2606:2800:220:1:248:1893:25c8:1946"})
    void whatIsOnTheInternetIsAllowed(String address) {
        assertThat(rule.allows("good.example", 443, resolved(address))).isTrue();
    }

    @Test
    void aNetworkOfOnesOwnIsOpenedByTheOperator() {
        assertThat(rule.allows("inside.example", 443, resolved("10.20.3.4"))).isTrue();
        assertThat(rule.allows("inside.example", 443, resolved("10.21.3.4"))).isFalse();
    }

    @Test
    void theOperatorsOwnSettingsMayPointAnywhere() {
        assertThat(rule.allows("127.0.0.1", 8090, resolved("127.0.0.1"))).isTrue();
        assertThat(rule.allows("127.0.0.1", 8091, resolved("127.0.0.1"))).isFalse();
    }

    @Test
    void aNetworkThatIsNoneIsToldAtTheStart() {
        assertThatIllegalArgumentException().isThrownBy(() -> Network.parse("10.0.0.0"));
        assertThatIllegalArgumentException().isThrownBy(() -> Network.parse("10.0.0.0/33"));
    }

    private static InetSocketAddress resolved(String address) {
        return new InetSocketAddress(InetAddress.ofLiteral(address), 443);
    }

    @Test
    void aSandboxStandsInForEveryHost() {
        URI asked = URI.create("https://shop.example/api/health?deep=true%20");

        assertThat(StandIn.destination(null, asked)).isEqualTo(asked);
        assertThat(StandIn.destination(URI.create("http://127.0.0.1:8090/hosts"), asked))
                .hasToString("http://127.0.0.1:8090/hosts/shop.example/api/health?deep=true%20");
    }
}
