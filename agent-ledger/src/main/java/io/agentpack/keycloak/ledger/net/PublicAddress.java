package io.agentpack.keycloak.ledger.net;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Which addresses are on the open internet (IANA special-purpose address registries). Everything else may be someone's inside. */
public final class PublicAddress {
    private PublicAddress() {}

    public static boolean is(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address ? isPublic4(bytes) : isPublic6(bytes);
    }

    private static boolean isPublic4(byte[] ip) {
        int first = ip[0] & 0xff;
        int second = ip[1] & 0xff;
        boolean thisNetwork = first == 0;
        boolean sharedByCarriers = first == 100 && (second & 0xc0) == 64;
        boolean protocolAssignments = first == 192 && second == 0 && ip[2] == 0;
        boolean benchmarks = first == 198 && (second & 0xfe) == 18;
        boolean reserved = first >= 240;
        return !(thisNetwork || sharedByCarriers || protocolAssignments || benchmarks || reserved);
    }

    private static boolean isPublic6(byte[] ip) {
        boolean uniqueLocal = (ip[0] & 0xfe) == 0xfc;
        if (uniqueLocal) {
            return false;
        }
        // Addresses that carry an IPv4 address are as public as that one.
        if (startsWith(ip, 0x00, 0x64, 0xff, 0x9b)) {
            return is(ipv4(ip, 12));
        }
        if (startsWith(ip, 0x20, 0x02)) {
            return is(ipv4(ip, 2));
        }
        boolean ipv4Compatible = startsWith(ip, new int[12]);
        return ipv4Compatible ? is(ipv4(ip, 12)) : true;
    }

    private static boolean startsWith(byte[] ip, int... prefix) {
        for (int i = 0; i < prefix.length; i++) {
            if ((ip[i] & 0xff) != prefix[i]) {
                return false;
            }
        }
        return true;
    }

    private static InetAddress ipv4(byte[] ip, int from) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(ip, from, from + 4));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four bytes are always an address", e);
        }
    }
}
