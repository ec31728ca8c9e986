package io.agentpack.keycloak.it.kit;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a server answered.
 *
 * @param text the body as it came
 * @param body the same as JSON; a missing node if it is none
 */
public record Reply(int status, HttpHeaders headers, String text, JsonNode body) {

    static Reply of(HttpResponse<String> response) {
        return new Reply(response.statusCode(), response.headers(), response.body(), Json.parseIfJson(response.body()));
    }

    /** The same reply if it has one of these status codes; for steps that a test takes for granted. */
    public Reply expect(int... statuses) {
        if (Arrays.stream(statuses).noneMatch(expected -> expected == status)) {
            throw new IllegalStateException("expected " + Arrays.toString(statuses) + " but got " + this);
        }
        return this;
    }

    public Optional<String> header(String name) {
        return headers.firstValue(name);
    }

    /** A text member of the body; null if it is not there. */
    public String string(String member) {
        return body.path(member).asText(null);
    }

    /** The OAuth error code (RFC 6749, 5.2); null if there is none. */
    public String error() {
        return string("error");
    }

    /** The access token of a successful answer. */
    public String accessToken() {
        return expect(200).string("access_token");
    }

    /** The last part of the Location header: the id of what was created. */
    public String createdId() {
        String location = expect(201).header("Location").orElseThrow();
        return location.substring(location.lastIndexOf('/') + 1);
    }

    @Override
    public String toString() {
        return status + " " + text;
    }
}
