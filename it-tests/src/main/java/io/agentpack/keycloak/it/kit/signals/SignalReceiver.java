package io.agentpack.keycloak.it.kit.signals;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.agentpack.keycloak.it.kit.Eventually;
import io.agentpack.keycloak.it.kit.Json;
import io.agentpack.keycloak.it.kit.oauth.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** An API that listens for security event tokens pushed to it (RFC 8935), over real HTTP. */
public final class SignalReceiver implements AutoCloseable {
    public static final String PATH = "/signals";

    private final SetVerifier verifier;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "signal receiver");
        thread.setDaemon(true);
        return thread;
    });
    private final Queue<Signal> signals = new ConcurrentLinkedQueue<>();
    private final List<String> refused = new CopyOnWriteArrayList<>();
    private final AtomicInteger attempts = new AtomicInteger();
    private final Queue<Answer> script = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Answer otherwise = Answer.accepted();

    private SignalReceiver(SetVerifier verifier) throws IOException {
        this.verifier = verifier;
        // All addresses: a Keycloak in a container comes from outside.
        server = HttpServer.create(new InetSocketAddress("0.0.0.0", 0), 0);
        server.setExecutor(threads);
        server.createContext(PATH, this::receive);
        server.start();
    }

    /** Trusts this realm only; {@code audience} is the client id of the API. */
    public static SignalReceiver listen(URI issuer, String audience) {
        try {
            return new SignalReceiver(new SetVerifier(issuer, audience));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** One answer for each of the next pushes; after them as before. */
    public void answerNext(Answer... answers) {
        script.addAll(List.of(answers));
    }

    /** The answer to every push that no script is left for. */
    public void answerAlways(Answer answer) {
        otherwise = answer;
    }

    /** Every SET that was verified and accepted, in order of arrival. */
    public List<Signal> signals() {
        return List.copyOf(signals);
    }

    /** The same, and forgets them. */
    public List<Signal> take() {
        List<Signal> taken = new ArrayList<>();
        for (Signal signal = signals.poll(); signal != null; signal = signals.poll()) {
            taken.add(signal);
        }
        return taken;
    }

    /** Why SETs failed verification; should stay empty. */
    public List<String> refused() {
        return List.copyOf(refused);
    }

    /** All pushes, whatever they were answered with. */
    public int attempts() {
        return attempts.get();
    }

    public Signal await(Predicate<Signal> wanted, Duration timeout) {
        try {
            return Eventually.get(
                    "signal", timeout, () -> signals.stream().filter(wanted).findFirst());
        } catch (IllegalStateException e) {
            throw new IllegalStateException(
                    e.getMessage() + "; accepted " + signals + ", refused " + refused + ", attempts " + attempts, e);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void receive(HttpExchange push) throws IOException {
        long arrived = System.nanoTime();
        attempts.incrementAndGet();
        String set = new String(push.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Answer answer = script.isEmpty() ? otherwise : script.poll();
        if (!answer.accepts()) {
            misbehave(push, answer);
            return;
        }
        Eventually.pause(answer.delay());
        try {
            check(push);
            verifier.verify(set);
        } catch (Exception e) {
            refused.add(e + ": " + set);
            reply(push, 400, Json.write(Json.object("err", "invalid_request", "description", e.toString())));
            return;
        }
        // Kept before the answer leaves: whoever knows that it was delivered can also see it.
        signals.add(new Signal(
                set,
                Tokens.header(set),
                Tokens.claims(set),
                push.getRequestHeaders().getFirst("Authorization"),
                arrived));
        reply(push, 202, "");
    }

    /** RFC 8935, 2.1. */
    private static void check(HttpExchange push) {
        String contentType = push.getRequestHeaders().getFirst("Content-Type");
        if (!"POST".equals(push.getRequestMethod())
                || contentType == null
                || !contentType.startsWith("application/secevent+jwt")) {
            throw new IllegalArgumentException(push.getRequestMethod() + " of " + contentType);
        }
    }

    private void misbehave(HttpExchange push, Answer answer) throws IOException {
        if (answer.delay() == null) {
            awaitClosed();
            push.close();
            return;
        }
        Eventually.pause(answer.delay());
        reply(push, answer.status(), "");
    }

    private void awaitClosed() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void reply(HttpExchange push, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        push.getResponseHeaders().set("Content-Type", "application/json");
        push.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        push.getResponseBody().write(bytes);
        push.close();
    }
}
