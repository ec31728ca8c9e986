package io.agentpack.keycloak.authenticator.attester;

import io.agentpack.keycloak.ledger.net.PublicAddress;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * Gets a JWK set by HTTP: 2 s to connect, 5 s for everything with the look-up of the host, at most 256 kB, no redirects. TLS trusts what the
 * server's trust store holds.
 *
 * <p>Whoever may configure a realm chooses the address, so it can't be used to look around inside: every address of the host must be public,
 * unless the operator allows others. The connection takes the same answer from the JVM's name cache, so a second, different one can't slip in
 * between unless the operator has switched that cache off.
 */
final class HttpJwksFetch implements JwksFetch {
    static final Duration CONNECT_LIMIT = Duration.ofSeconds(2);
    static final Duration TOTAL_LIMIT = Duration.ofSeconds(5);

    private final HttpRequest request;
    private final boolean anyAddress;

    /** @param anyAddress whether the host may be one that is not on the open internet */
    HttpJwksFetch(URI url, boolean anyAddress) {
        this.anyAddress = anyAddress;
        this.request = HttpRequest.newBuilder(url)
                .header("Accept", "application/jwk-set+json, application/json")
                .timeout(TOTAL_LIMIT)
                .build();
    }

    @Override
    public String get() throws IOException {
        HttpResponse<byte[]> response = await(CompletableFuture.runAsync(this::requireAdmittedAddress)
                .thenCompose(
                        admitted -> Http.CLIENT.sendAsync(request, answer -> new LimitedBody(TrustedKeys.MAX_LENGTH))));
        if (response.statusCode() != 200) {
            throw new IOException("HTTP status " + response.statusCode());
        }
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    private void requireAdmittedAddress() {
        if (anyAddress) {
            return;
        }
        try {
            String host = request.uri().getHost();
            if (!Stream.of(InetAddress.getAllByName(host)).allMatch(PublicAddress::is)) {
                throw new UncheckedIOException(new IOException("the host is not a public address"));
            }
        } catch (UnknownHostException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The request's own timeout ends with the headers; this one covers the body too. */
    private static HttpResponse<byte[]> await(CompletableFuture<HttpResponse<byte[]>> response) throws IOException {
        try {
            return response.get(TOTAL_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            response.cancel(true);
            throw new IOException("no usable answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            response.cancel(true);
            throw new InterruptedIOException();
        }
    }

    /** One client for all attesters, made when the first one needs it: it has threads. */
    private static final class Http {
        static final HttpClient CLIENT = HttpClient.newBuilder()
                .connectTimeout(CONNECT_LIMIT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }
}
