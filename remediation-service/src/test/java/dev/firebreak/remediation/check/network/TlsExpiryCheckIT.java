package dev.firebreak.remediation.check.network;

import dev.firebreak.remediation.action.Requests;
import dev.firebreak.remediation.check.CheckContract;
import dev.firebreak.remediation.outgoing.OpenOutside;
import java.time.InstantSource;

class TlsExpiryCheckIT extends CheckContract {
    @Override
    protected Looking good() {
        return looking("host: 127.0.0.1, port: " + Listener.tls(60).port());
    }

    @Override
    protected Looking bad() {
        return looking("host: 127.0.0.1, port: " + Listener.tls(7).port());
    }

    @Override
    protected Looking unreachable() {
        return looking("host: 127.0.0.1, port: " + Listener.plain().port());
    }

    private Looking looking(String with) {
        return new Looking(
                new TlsExpiryCheck(OpenOutside.sockets(_ -> true), InstantSource.system()),
                Requests.request("tls.expiry", "", with));
    }
}
