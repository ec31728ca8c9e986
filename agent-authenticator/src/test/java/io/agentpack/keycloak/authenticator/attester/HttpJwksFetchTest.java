package io.agentpack.keycloak.authenticator.attester;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpJwksFetchTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private boolean anyAddress = true;
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        answer("/good", 200, "{}");
        answer("/gone", 404, "{}");
        answer("/redirect", 302, "{}");
        answer("/long", 200, "x".repeat(TrustedKeys.MAX_LENGTH + 1));
        server.createContext("/slow", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            for (int i = 0; i < 100; i++) {
                exchange.getResponseBody().write('x');
                exchange.getResponseBody().flush();
                sleep();
            }
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void getsWhatIsPublished() throws IOException {
        assertThat(fetch("/good")).isEqualTo("{}");
    }

    @Test
    void takesNothingElse() {
        assertThatThrownBy(() -> fetch("/gone")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> fetch("/redirect")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> fetch("/long")).isInstanceOf(IOException.class);
    }

    @Test
    void looksNotAroundInside() {
        anyAddress = false;

        assertThatThrownBy(() -> fetch("/good"))
                .isInstanceOf(IOException.class)
                .hasRootCauseMessage("the host is not a public address");
    }

    @Test
    void doesNotWaitForeverForABodyThatTrickles() {
        long before = System.nanoTime();
        assertThatThrownBy(() -> fetch("/slow")).isInstanceOf(IOException.class);
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(HttpJwksFetch.TOTAL_LIMIT.plusSeconds(3));
    }

    private String fetch(String path) throws IOException {
        return new HttpJwksFetch(
                        URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path), anyAddress)
                .get();
    }

    private void answer(String path, int status, String body) {
        server.createContext(path, exchange -> {
            exchange.getResponseHeaders().add("Location", "/good");
            exchange.sendResponseHeaders(status, body.length());
            exchange.getResponseBody().write(body.getBytes());
            exchange.close();
        });
    }

    private static void sleep() throws IOException {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
