package io.agentpack.keycloak.it.bench.cascade;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.agentpack.keycloak.it.kit.Eventually;
import io.agentpack.keycloak.it.kit.oauth.Tokens;
import io.agentpack.keycloak.it.kit.signals.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Takes signals and notes when each session's (that is, run's) first came; checks nothing, so that it costs next to nothing. */
final class CountingReceiver implements AutoCloseable {
    private final Map<String, Long> arrivals = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final Duration delay;

    private CountingReceiver(Duration delay) {
        this.delay = delay;
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::receive);
        server.start();
    }

    static CountingReceiver listen() {
        return new CountingReceiver(Duration.ZERO);
    }

    static CountingReceiver slow(Duration delay) {
        return new CountingReceiver(delay);
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    /** By session or run, {@link System#nanoTime()}. */
    Map<String, Long> arrivals() {
        return arrivals;
    }

    private void receive(HttpExchange push) throws IOException {
        long now = System.nanoTime();
        String set = new String(push.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        JsonNode claims = Tokens.claims(set);
        if (claims.path("events").has(Signal.SESSION_REVOKED)) {
            arrivals.putIfAbsent(claims.at("/sub_id/session/id").asText(), now);
        }
        if (!delay.isZero()) {
            Eventually.pause(delay);
        }
        push.sendResponseHeaders(202, -1);
        push.close();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
