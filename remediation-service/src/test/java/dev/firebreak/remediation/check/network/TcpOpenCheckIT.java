package dev.firebreak.remediation.check.network;

import dev.firebreak.remediation.action.Requests;
import dev.firebreak.remediation.check.CheckContract;
import dev.firebreak.remediation.outgoing.OpenOutside;

class TcpOpenCheckIT extends CheckContract {
    private static final Listener LISTENER = Listener.plain();

    @Override
    protected Looking good() {
        return looking("host: 127.0.0.1, port: " + LISTENER.port());
    }

    @Override
    protected Looking bad() {
        return looking("host: 127.0.0.1, port: 1");
    }

    @Override
    protected Looking unreachable() {
        return looking("host: no-such-host.invalid, port: 80");
    }

    private Looking looking(String with) {
        return new Looking(new TcpOpenCheck(OpenOutside.sockets(_ -> true)), Requests.request("tcp.open", "", with));
    }
}
