package io.agentpack.keycloak.signals.delivery;

import io.agentpack.keycloak.signals.receiver.PushRefusedException;
import io.agentpack.keycloak.signals.receiver.PushRules;
import io.agentpack.keycloak.signals.receiver.PushTarget;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.ResponseInfo;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLException;

/** One attempt to push a token (RFC 8935 section 2). TLS trust is the server's: Keycloak's truststore is the JVM's default. */
final class Push {
    private static final Duration CONNECT = Duration.ofSeconds(2);

    private static final Verdict NO_ADDRESS = new Verdict.Retry("The host of the push URL has no address");
    /** From the first packet to the last byte of the answer. */
    static final Duration DEADLINE = Duration.ofSeconds(5);
    /** With the look-up of the host's name. */
    static final Duration LONGEST = CONNECT.plus(DEADLINE);

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            .build();
    private final PushRules rules;
    private final Threads threads;
    private final Lookup lookup;

    Push(PushRules rules, Threads threads, Lookup lookup) {
        this.rules = rules;
        this.threads = threads;
        this.lookup = lookup;
    }

    /** Finds the addresses of a host, however long that takes. */
    interface Lookup {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    /** Holds no thread of the caller's. The result never fails. */
    CompletableFuture<Verdict> send(Parcel parcel) {
        try {
            return CompletableFuture.supplyAsync(() -> refusal(parcel), threads.lookups())
                    .completeOnTimeout(Optional.of(NO_ADDRESS), CONNECT.toMillis(), TimeUnit.MILLISECONDS)
                    .thenCompose(refused ->
                            refused.map(CompletableFuture::completedFuture).orElseGet(() -> exchange(parcel)))
                    .exceptionally(unexpected -> new Verdict.Retry("The attempt failed inside the server"));
        } catch (RejectedExecutionException allHang) {
            return CompletableFuture.completedFuture(NO_ADDRESS);
        }
    }

    /** Why it is not to be sent where it is to go; empty if it may. */
    private Optional<Verdict> refusal(Parcel parcel) {
        try {
            PushTarget target = parcel.target();
            target.admit(List.of(lookup.addresses(target.host())), rules);
            return Optional.empty();
        } catch (UnknownHostException e) {
            return Optional.of(NO_ADDRESS);
        } catch (PushRefusedException e) {
            return Optional.of(new Verdict.Dead(e.getMessage()));
        }
    }

    private CompletableFuture<Verdict> exchange(Parcel parcel) {
        try {
            return exchange(request(parcel), parcel.signal().attempts());
        } catch (IllegalArgumentException e) {
            return CompletableFuture.completedFuture(
                    new Verdict.Dead("The push URL or authorization is not usable in HTTP"));
        }
    }

    private static HttpRequest request(Parcel parcel) {
        HttpRequest.Builder request = HttpRequest.newBuilder(parcel.target().uri())
                .header("Content-Type", "application/secevent+jwt")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString(parcel.token()));
        parcel.authorization().ifPresent(value -> request.header("Authorization", value));
        return request.build();
    }

    private CompletableFuture<Verdict> exchange(HttpRequest request, int before) {
        AtomicReference<ResponseInfo> head = new AtomicReference<>();
        CompletableFuture<HttpResponse<String>> exchange = http.sendAsync(request, info -> {
            head.set(info);
            return new FirstBytes();
        });
        ScheduledFuture<?> deadline =
                threads.timer().schedule(() -> exchange.cancel(true), DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
        return exchange.handle((response, failure) -> {
            deadline.cancel(false);
            String body = response == null ? "" : response.body();
            // A receiver that has answered has answered, even if it never finishes the body.
            return head.get() == null ? failed(failure) : Judge.of(answer(head.get(), body), before);
        });
    }

    private static Answer answer(ResponseInfo head, String body) {
        Optional<String> retryAfter = head.headers().firstValue("Retry-After");
        return new Answer(head.statusCode(), head.statusCode() == 400 ? body : "", retryAfter);
    }

    private static Verdict failed(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CancellationException) {
                return new Verdict.Retry("No answer within " + DEADLINE.toSeconds() + " s");
            }
            if (cause instanceof HttpConnectTimeoutException) {
                return new Verdict.Retry("No connection within " + CONNECT.toSeconds() + " s");
            }
            if (cause instanceof SSLException) {
                return new Verdict.Retry("TLS failed: the certificate or the handshake was not accepted");
            }
            if (cause instanceof ConnectException) {
                return new Verdict.Retry("Connection refused");
            }
        }
        return new Verdict.Retry("Connection broken");
    }
}
