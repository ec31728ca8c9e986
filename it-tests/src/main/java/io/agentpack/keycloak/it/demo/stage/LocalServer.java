package io.agentpack.keycloak.it.demo.stage;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.agentpack.keycloak.it.kit.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A small HTTP server on a free loopback port. */
final class LocalServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "demo server");
        thread.setDaemon(true);
        return thread;
    });

    /** Answers one request. */
    interface Route {
        Answer answer(HttpExchange request) throws IOException;
    }

    /** @param body written as JSON */
    record Answer(int status, Object body) {}

    LocalServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.start();
    }

    LocalServer route(String path, Route route) {
        server.createContext(path, request -> {
            Answer answer = answer(request, route);
            byte[] json = Json.write(answer.body()).getBytes(StandardCharsets.UTF_8);
            request.getResponseHeaders().set("Content-Type", "application/json");
            request.sendResponseHeaders(answer.status(), json.length);
            request.getResponseBody().write(json);
            request.close();
        });
        return this;
    }

    int port() {
        return server.getAddress().getPort();
    }

    URI url(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    private static Answer answer(HttpExchange request, Route route) throws IOException {
        try {
            return route.answer(request);
        } catch (RuntimeException e) {
            return new Answer(500, Json.object("error", "server_error", "error_description", e.toString()));
        }
    }
}
