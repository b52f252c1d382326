package dev.firebreak.remediation.outgoing;

import java.net.ConnectException;

/** A name leads to an address that nothing may be sent to. */
final class AddressRefusedException extends ConnectException {
    AddressRefusedException(String host) {
        super(host + " leads to a private, link-local or loopback address: allow its network with"
                + " FIREBREAK_EGRESS_NETWORKS if it is yours");
    }
}
