package io.agentpack.keycloak.it.kit.signals;

import io.agentpack.keycloak.it.kit.Http;
import io.agentpack.keycloak.it.kit.Json;
import io.agentpack.keycloak.it.kit.Reply;
import io.agentpack.keycloak.it.kit.oauth.RegisteredClient;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import java.net.URI;
import java.util.List;
import java.util.Map;

/** A receiver that manages its stream with Keycloak's own Shared Signals transmitter (SSF 1.0 section 8.1), as any receiver would. */
public final class StreamClient {
    private static final String PUSH = "urn:ietf:rfc:8935";
    private static final String POLL = "urn:ietf:rfc:8936";

    private final TestRealm realm;
    private final RegisteredClient client;

    private StreamClient(TestRealm realm, RegisteredClient client) {
        this.realm = realm;
        this.client = client;
    }

    /** Lets the client be a receiver; {@code audience} is what its SETs are meant for. */
    public static StreamClient admit(TestRealm realm, RegisteredClient client, String audience) {
        realm.admin()
                .clients()
                .update(
                        client.clientId(),
                        Map.of(
                                "serviceAccountsEnabled",
                                true,
                                "attributes",
                                Map.of(
                                        "ssf.enabled", "true",
                                        "ssf.streamAudience", audience,
                                        "ssf.autoVerifyStream", "false")));
        realm.admin().clients().addOptionalScope(client.clientId(), "ssf.manage");
        realm.admin().clients().addOptionalScope(client.clientId(), "ssf.read");
        return new StreamClient(realm, client);
    }

    /** @return the stream's id */
    public String createPush(URI endpoint, String authorization) {
        realm.admin().clients().setAttributes(client.clientId(), Map.of("ssf.validPushUrls", endpoint.toString()));
        return create(Json.object(
                "method", PUSH, "endpoint_url", endpoint.toString(), "authorization_header", authorization));
    }

    /** @return the stream's id */
    public String createPoll() {
        return create(Json.object("method", POLL));
    }

    /** {@code enabled}, {@code paused} or {@code disabled}. */
    public void status(String streamId, String status) {
        send("POST", "/streams/status", Json.object("stream_id", streamId, "status", status))
                .expect(200);
    }

    public void delete(String streamId) {
        send("DELETE", "/streams?stream_id=" + streamId, null).expect(204);
    }

    /** Below the transmitter's own path; the answer as it came. */
    public Reply get(String path) {
        return send("GET", path, null);
    }

    public Reply verify(String streamId, String state) {
        return send("POST", "/verify", Json.object("stream_id", streamId, "state", state));
    }

    /** RFC 8936; {@code sets} of the answer by their {@code jti}. */
    public Reply poll(String streamId, String... acknowledged) {
        return send(
                        "POST",
                        "/receivers/" + client.clientId() + "/streams/" + streamId + "/poll",
                        Json.object("maxEvents", 100, "returnImmediately", true, "ack", List.of(acknowledged)))
                .expect(200);
    }

    private String create(Map<String, Object> delivery) {
        return send(
                        "POST",
                        "/streams",
                        Json.object(
                                "delivery",
                                delivery,
                                "events_requested",
                                List.of(Signal.SESSION_REVOKED, Signal.TOKEN_CLAIMS_CHANGE)))
                .expect(201)
                .string("stream_id");
    }

    private Reply send(String method, String path, Object body) {
        String token = realm.tokens()
                .clientCredentials(client, "ssf.manage", "ssf.read")
                .accessToken();
        return Http.bearer(method, realm.tokens().url("/ssf/transmitter" + path), token, body);
    }
}
