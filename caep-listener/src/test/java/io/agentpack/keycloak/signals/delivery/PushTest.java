package io.agentpack.keycloak.signals.delivery;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.agentpack.keycloak.signals.receiver.PushRules;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Against real sockets: what receivers do, and what they try. */
class PushTest {
    private final List<AutoCloseable> open = new ArrayList<>();
    private final Threads threads = new Threads();
    private final Push push = new Push(Parcels.DEV, threads, InetAddress::getAllByName);

    @AfterEach
    void close() throws Exception {
        threads.close();
        for (AutoCloseable each : open) {
            each.close();
        }
    }

    @Test
    void sendsWhatRfc8935Wants() throws Exception {
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        int port = serve(exchange -> {
            seen.add(String.join(
                    " | ",
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    exchange.getRequestHeaders().getFirst("Content-Type"),
                    exchange.getRequestHeaders().getFirst("Accept"),
                    exchange.getRequestHeaders().getFirst("Authorization"),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII)));
            answer(exchange, 202, "");
        });

        assertThat(verdict(port)).isEqualTo(new Verdict.Accepted(Optional.empty()));
        assertThat(seen)
                .containsExactly(
                        "POST | /events | application/secevent+jwt | application/json | Bearer geheim | header.claims.signature");
    }

    @Test
    void readsTheErrorCodeOfA400() throws Exception {
        int port = serve(exchange -> answer(exchange, 400, "{\"err\":\"invalid_audience\"}"));

        assertThat(verdict(port)).isEqualTo(new Verdict.Dead("HTTP 400 invalid_audience"));
    }

    @Test
    void followsNoRedirect() throws Exception {
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        int inside = serve(exchange -> {
            seen.add("called");
            answer(exchange, 202, "");
        });
        int port = serve(exchange -> {
            exchange.getResponseHeaders().add("Location", "http://127.0.0.1:" + inside + "/");
            answer(exchange, 307, "");
        });

        assertThat(verdict(port)).isInstanceOf(Verdict.Dead.class);
        assertThat(seen).isEmpty();
    }

    @Test
    void honoursRetryAfter() throws Exception {
        int port = serve(exchange -> {
            exchange.getResponseHeaders().add("Retry-After", "12");
            answer(exchange, 429, "");
        });

        assertThat(verdict(port)).isEqualTo(new Verdict.Retry("HTTP 429", Optional.of(Duration.ofSeconds(12))));
    }

    @Test
    void readsNoMoreThanTheBeginningOfAHugeAnswer() throws Exception {
        int port = serve(exchange -> {
            exchange.sendResponseHeaders(400, 0);
            try (OutputStream body = exchange.getResponseBody()) {
                byte[] block = new byte[64 * 1024];
                for (int i = 0; i < 10_000; i++) {
                    body.write(block);
                }
            } catch (IOException hungUp) {
                exchange.close();
            }
        });

        assertThat(timed(port)).isLessThan(Push.DEADLINE);
        assertThat(verdict(port)).isInstanceOf(Verdict.Dead.class);
    }

    @Test
    void aBodyThatNeverEndsDoesNotUndoTheAnswer() throws Exception {
        int port = rawly("HTTP/1.1 202 Accepted\r\nContent-Length: 10\r\n\r\n1");

        assertThat(verdict(port)).isEqualTo(new Verdict.Accepted(Optional.empty()));
    }

    @Test
    void hangsUpAtTheDeadline() throws Exception {
        int port = rawly("");

        assertThat(timed(port)).isBetween(Push.DEADLINE.minusMillis(50), Push.DEADLINE.plusSeconds(1));
    }

    @Test
    void garbageIsABrokenConnection() throws Exception {
        int port = rawly("SSH-2.0-OpenSSH_9.9\r\n\r\n");

        assertThat(verdict(port)).isEqualTo(new Verdict.Retry("Connection broken"));
    }

    @Test
    void aClosedPortIsTriedAgain() throws Exception {
        int port;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = gone.getLocalPort();
        }

        assertThat(verdict(port)).isEqualTo(new Verdict.Retry("Connection refused"));
    }

    /** A full backlog drops packets, as a dead host does: the operating system would wait minutes. */
    @Test
    void givesUpConnectingSoonerThanTheOperatingSystem() throws Exception {
        ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        open.add(full);
        for (int i = 0; i < 4; i++) {
            Socket filler = new Socket();
            open.add(filler);
            try {
                filler.connect(full.getLocalSocketAddress(), 200);
            } catch (IOException dropped) {
                break;
            }
        }

        assertThat(verdict(full.getLocalPort())).isEqualTo(new Verdict.Retry("No connection within 2 s"));
    }

    @Test
    void plainTextWhereTlsIsExpectedIsTriedAgain() throws Exception {
        int port = rawly("HTTP/1.1 400 Bad Request\r\n\r\n");

        assertThat(verdict(Parcels.to("https://127.0.0.1:" + port + "/", "id")))
                .isEqualTo(new Verdict.Retry("TLS failed: the certificate or the handshake was not accepted"));
    }

    @Test
    void aHostWithoutAddressIsTriedAgain() throws Exception {
        assertThat(verdict(Parcels.to("https://no-such-host.invalid/", "id")))
                .isEqualTo(new Verdict.Retry("The host of the push URL has no address"));
    }

    @Test
    void anAddressInsideIsRefusedBeforeAnythingIsSent() throws Exception {
        BlockingQueue<String> seen = new LinkedBlockingQueue<>();
        int port = serve(exchange -> seen.add("called"));
        Push strict = new Push(new PushRules(false, false), threads, InetAddress::getAllByName);

        assertThat(strict.send(Parcels.to("https://localhost:" + port + "/", "id"))
                        .get(10, SECONDS))
                .isEqualTo(new Verdict.Dead("The host of the push URL is not a public address"));
        assertThat(seen).isEmpty();
    }

    @Test
    void aParcelNeverShowsItsSecret() {
        assertThat(Parcels.to(1).toString()).doesNotContain("geheim", "signature");
    }

    private Verdict verdict(int port) throws Exception {
        return verdict(Parcels.to(port));
    }

    private Verdict verdict(Parcel parcel) throws Exception {
        return push.send(parcel).get(10, SECONDS);
    }

    private Duration timed(int port) throws Exception {
        long start = System.nanoTime();
        verdict(port);
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private int serve(HttpHandler handler) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", handler);
        server.start();
        open.add(() -> server.stop(0));
        return server.getAddress().getPort();
    }

    /** A server that says this to whoever connects, and then nothing. */
    private int rawly(String text) throws IOException {
        ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        open.add(server);
        Thread thread = new Thread(() -> {
            try {
                while (true) {
                    Socket socket = server.accept();
                    open.add(socket);
                    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
                }
            } catch (IOException closed) {
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
        return server.getLocalPort();
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
