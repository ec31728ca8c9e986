package io.agentpack.keycloak.it.bench.cascade;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** Listens and never accepts; its backlog is full, so that whoever connects hears nothing. */
final class DeadReceiver implements AutoCloseable {
    private final ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final List<Socket> waiting = new ArrayList<>();

    DeadReceiver() throws IOException {
        for (int i = 0; i < 4; i++) {
            Socket client = new Socket();
            waiting.add(client);
            try {
                client.connect(socket.getLocalSocketAddress(), 100);
            } catch (IOException backlogIsFull) {
                return;
            }
        }
    }

    String url() {
        return "http://127.0.0.1:" + socket.getLocalPort() + "/";
    }

    @Override
    public void close() throws IOException {
        for (Socket client : waiting) {
            client.close();
        }
        socket.close();
    }
}
