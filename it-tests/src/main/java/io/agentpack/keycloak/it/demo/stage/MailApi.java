package io.agentpack.keycloak.it.demo.stage;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import io.agentpack.keycloak.it.demo.stage.LocalServer.Answer;
import io.agentpack.keycloak.it.kit.Json;
import io.agentpack.keycloak.it.kit.oauth.RegisteredClient;
import io.agentpack.keycloak.it.kit.oauth.TokenEndpoint;
import java.net.URI;
import java.util.List;

/** Asks Keycloak about every token (RFC 7662), and so knows at once. */
public final class MailApi implements AutoCloseable {
    public static final String CLIENT_ID = "mail-api";
    private static final String SCOPE = "mail:send";

    private final TokenEndpoint keycloak;
    private final RegisteredClient self;
    private final LocalServer server;

    MailApi(URI issuer, String secret) {
        keycloak = new TokenEndpoint(issuer);
        self = new RegisteredClient(CLIENT_ID, secret, null);
        server = new LocalServer().route("/messages", this::send);
    }

    public URI messages() {
        return server.url("/messages");
    }

    /** As this client it asks Keycloak. */
    public RegisteredClient client() {
        return self;
    }

    @Override
    public void close() {
        server.close();
    }

    private Answer send(HttpExchange request) {
        JsonNode token =
                keycloak.introspect(self, BearerToken.of(request)).expect(200).body();
        if (!token.path("active").asBoolean()) {
            return BearerToken.invalid("Keycloak says " + token);
        }
        boolean forUs = token.path("aud").toString().contains('"' + CLIENT_ID + '"');
        if (!forUs || !List.of(token.path("scope").asText().split(" ")).contains(SCOPE)) {
            return BearerToken.insufficient(SCOPE);
        }
        return new Answer(
                202,
                Json.object(
                        "mail",
                        "sent",
                        "in_the_name_of",
                        token.path("sub"),
                        "by",
                        token.at("/act/client_id").isMissingNode()
                                ? token.path("client_id")
                                : token.at("/act/client_id")));
    }
}
