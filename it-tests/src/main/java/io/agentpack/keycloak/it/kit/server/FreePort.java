package io.agentpack.keycloak.it.kit.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A loopback port that nobody listens on right now. Below those that Linux gives to outgoing connections, of which a starting cluster opens many: it
 * stays free until the server that it is for has come up.
 */
final class FreePort {
    private static final int LOWEST = 10_000;
    private static final int HIGHEST = 32_000;
    /** JGroups watches its members on a port that is 50000 higher. */
    private static final int HIGHEST_FOR_CLUSTER = 15_500;

    private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

    private FreePort() {}

    static int next() {
        return next(HIGHEST_FOR_CLUSTER, HIGHEST);
    }

    static int forCluster() {
        return next(LOWEST, HIGHEST_FOR_CLUSTER);
    }

    private static int next(int lowest, int highest) {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(lowest, highest);
            if (isFree(port) && GIVEN.add(port)) {
                return port;
            }
        }
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }
}
