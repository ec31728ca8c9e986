package io.agentpack.keycloak.it.kit.admin;

import io.agentpack.keycloak.it.kit.Http;
import io.agentpack.keycloak.it.kit.Json;
import io.agentpack.keycloak.it.kit.Reply;
import io.agentpack.keycloak.it.kit.server.AdminCredentials;
import io.agentpack.keycloak.it.kit.server.KeycloakServer;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** Keycloak's admin REST API, as the bootstrap administrator. Paths start with {@code /admin/realms}. */
public final class AdminApi {
    private static final Duration BEFORE_EXPIRY = Duration.ofSeconds(20);

    private final URI baseUrl;
    private final AdminCredentials credentials;
    private String token;
    private Instant goodUntil = Instant.MIN;

    private AdminApi(URI baseUrl, AdminCredentials credentials) {
        this.baseUrl = baseUrl;
        this.credentials = credentials;
    }

    public static AdminApi of(KeycloakServer server) {
        return new AdminApi(server.baseUrl(), server.adminCredentials());
    }

    public RealmAdmin realm(String name) {
        return new RealmAdmin(this, name);
    }

    public RealmAdmin createRealm(Map<String, Object> representation) {
        post("/admin/realms", representation).expect(201);
        return realm((String) representation.get("realm"));
    }

    public Reply get(String path) {
        return send("GET", path, null);
    }

    /** {@code body}: JSON text, or anything Jackson writes; null for none. */
    public Reply post(String path, Object body) {
        return send("POST", path, body);
    }

    public Reply put(String path, Object body) {
        return send("PUT", path, body);
    }

    public Reply delete(String path) {
        return send("DELETE", path, null);
    }

    public Reply send(String method, String path, Object body) {
        return Http.bearer(method, URI.create(baseUrl + path), token(), body);
    }

    private synchronized String token() {
        if (Instant.now().isAfter(goodUntil)) {
            Reply reply = login().expect(200);
            token = reply.accessToken();
            goodUntil = Instant.now()
                    .plusSeconds(reply.body().get("expires_in").asLong())
                    .minus(BEFORE_EXPIRY);
        }
        return token;
    }

    private Reply login() {
        String form = "grant_type=password&client_id=admin-cli&username=" + Http.encode(credentials.username())
                + "&password=" + Http.encode(credentials.password());
        return Http.send(Http.request(URI.create(baseUrl + "/realms/master/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form)));
    }

    /** A representation with some members replaced, as Keycloak's PUT wants it. */
    static Map<String, Object> changed(Reply current, Map<String, ?> changes) {
        Map<String, Object> representation = Json.object();
        current.expect(200)
                .body()
                .properties()
                .forEach(member -> representation.put(member.getKey(), member.getValue()));
        representation.putAll(changes);
        return representation;
    }
}
