package io.agentpack.keycloak.it.bench;

import io.agentpack.keycloak.it.kit.Http;
import io.agentpack.keycloak.it.kit.oauth.FormRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.stream.Collectors;

/** Requests with everything computed, ready to go out. */
final class Prepared {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Prepared() {}

    static HttpRequest of(FormRequest form) {
        String body = form.params().stream()
                .map(param -> Http.encode(param.getKey()) + "=" + Http.encode(param.getValue()))
                .collect(Collectors.joining("&"));
        HttpRequest.Builder request = Http.request(form.url())
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body));
        form.headers().forEach(header -> request.header(header.getKey(), header.getValue()));
        return request.build();
    }

    static HttpResponse<String> send(HttpRequest request) {
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** Introspection says 200 to every token. */
    static boolean isAccepted(HttpResponse<String> response) {
        return response.statusCode() == 200 && !response.body().equals("{\"active\":false}");
    }
}
