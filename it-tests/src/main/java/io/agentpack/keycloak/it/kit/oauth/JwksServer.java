package io.agentpack.keycloak.it.kit.oauth;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Publishes an attester's keys at {@code /jwks}, over real HTTP. */
public final class JwksServer implements AutoCloseable {
    private final HttpServer server;

    private JwksServer(Attester attester) throws IOException {
        // All addresses: a Keycloak in a container comes from outside.
        server = HttpServer.create(new InetSocketAddress("0.0.0.0", 0), 0);
        byte[] jwks = attester.jwks().getBytes(StandardCharsets.UTF_8);
        server.createContext("/jwks", request -> {
            request.getResponseHeaders().set("Content-Type", "application/jwk-set+json");
            request.sendResponseHeaders(200, jwks.length);
            request.getResponseBody().write(jwks);
            request.close();
        });
        server.start();
    }

    public static JwksServer of(Attester attester) throws IOException {
        return new JwksServer(attester);
    }

    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
