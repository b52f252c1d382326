package dev.firebreak.remediation.check.network;

import dev.firebreak.remediation.action.Requests;
import dev.firebreak.remediation.check.CheckContract;

class DnsResolvesCheckIT extends CheckContract {
    @Override
    protected Looking good() {
        return looking("host: localhost");
    }

    @Override
    protected Looking bad() {
        return looking("host: localhost, address: 192.0.2.1");
    }

    @Override
    protected Looking unreachable() {
        return looking("host: no-such-host.invalid");
    }

    private Looking looking(String with) {
        return new Looking(new DnsResolvesCheck(), Requests.request("dns.resolves", "", with));
    }
}
