package dev.firebreak.model.egress;

import java.net.InetAddress;
import java.util.Arrays;

/** A block of addresses in CIDR notation. */
public record Network(InetAddress base, int prefix) {
    /** @throws IllegalArgumentException when it is not like {@code 10.0.0.0/8} */
    public static Network parse(String cidr) {
        int slash = cidr.indexOf('/');
        if (slash < 0) {
            throw new IllegalArgumentException("not a network: '" + cidr + "'; write it like 10.0.0.0/8");
        }
        InetAddress base = InetAddress.ofLiteral(cidr.substring(0, slash).trim());
        int prefix = Integer.parseInt(cidr.substring(slash + 1).trim());
        if (prefix < 0 || prefix > base.getAddress().length * 8) {
            throw new IllegalArgumentException("no such prefix length in '" + cidr + "'");
        }
        return new Network(base, prefix);
    }

    public boolean contains(InetAddress address) {
        byte[] mine = base.getAddress();
        byte[] other = address.getAddress();
        if (mine.length != other.length) {
            return false;
        }
        int whole = prefix / 8;
        if (!Arrays.equals(mine, 0, whole, other, 0, whole)) {
            return false;
        }
        int rest = prefix % 8;
        int mask = 0xff << (8 - rest);
        return rest == 0 || (mine[whole] & mask) == (other[whole] & mask);
    }
}
