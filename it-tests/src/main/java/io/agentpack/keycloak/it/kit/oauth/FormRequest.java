package io.agentpack.keycloak.it.kit.oauth;

import io.agentpack.keycloak.it.kit.Http;
import io.agentpack.keycloak.it.kit.Reply;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A form post to an OAuth endpoint; parameters and headers may be repeated, as attackers do. */
public final class FormRequest {
    private final URI issuer;
    private final URI url;
    private final List<Map.Entry<String, String>> params = new ArrayList<>();
    private final List<Map.Entry<String, String>> headers = new ArrayList<>();

    FormRequest(URI issuer, URI url) {
        this.issuer = issuer;
        this.url = url;
    }

    public URI issuer() {
        return issuer;
    }

    public URI url() {
        return url;
    }

    /** For whoever wants to show what is sent. */
    public List<Map.Entry<String, String>> params() {
        return List.copyOf(params);
    }

    public List<Map.Entry<String, String>> headers() {
        return List.copyOf(headers);
    }

    public FormRequest param(String name, String value) {
        params.add(Map.entry(name, value));
        return this;
    }

    public FormRequest header(String name, String value) {
        headers.add(Map.entry(name, value));
        return this;
    }

    public FormRequest scope(String... scopes) {
        return scopes.length == 0 ? this : param("scope", String.join(" ", scopes));
    }

    public FormRequest by(ClientAuthentication client) {
        client.authenticate(this);
        return this;
    }

    public Reply send() {
        HttpRequest.Builder request = Http.request(url)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body()));
        headers.forEach(header -> request.header(header.getKey(), header.getValue()));
        return Http.send(request);
    }

    private String body() {
        return params.stream()
                .map(param -> Http.encode(param.getKey()) + "=" + Http.encode(param.getValue()))
                .collect(Collectors.joining("&"));
    }
}
