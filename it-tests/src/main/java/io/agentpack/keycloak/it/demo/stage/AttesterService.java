package io.agentpack.keycloak.it.demo.stage;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import io.agentpack.keycloak.it.demo.stage.LocalServer.Answer;
import io.agentpack.keycloak.it.kit.Json;
import io.agentpack.keycloak.it.kit.oauth.Attester;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Vouches for agent instances that run what was built for them. Here the evidence of the launch is simulated: the digest
 * of an image, which a real platform would measure itself.
 */
public final class AttesterService implements AutoCloseable {
    static final List<String> AGENTS = List.of("planner", "researcher", "nightly");

    private final Attester attester = Attester.named("launcher");
    private final Map<String, String> imageOfAgent;
    private final LocalServer server;

    private AttesterService(Map<String, String> imageOfAgent) {
        this.imageOfAgent = imageOfAgent;
        server = new LocalServer()
                .route("/attestations", this::attest)
                .route("/jwks", request -> new Answer(200, attester.jwks()));
    }

    /** It knows what was built for each. */
    static AttesterService forAgents() {
        return new AttesterService(
                AGENTS.stream().collect(Collectors.toMap(agent -> agent, agent -> "sha256:" + DemoRealm.secret())));
    }

    /** Runs what was built. */
    LaunchedAgent launch(String agent) {
        return LaunchedAgent.launch(agent, imageOfAgent.get(agent), attestations());
    }

    public String issuer() {
        return attester.issuer();
    }

    public URI attestations() {
        return server.url("/attestations");
    }

    int port() {
        return server.port();
    }

    @Override
    public void close() {
        server.close();
    }

    /** The instance sends what it is and its public key; the private key stays with it. */
    private Answer attest(HttpExchange request) throws IOException {
        JsonNode launch = Json.parse(new String(request.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        String agent = launch.path("agent").asText();
        if (!launch.path("image").asText().equals(imageOfAgent.get(agent))) {
            return new Answer(403, Json.object("error", "unknown_image", "agent", agent));
        }
        return new Answer(
                200,
                Json.object(
                        "attestation",
                        attester.instanceOf(agent)
                                .attestation()
                                .claim("client_instance_id", launch.path("instance"))
                                .claim("cnf", Map.of("jwk", launch.path("jwk")))
                                .sign()));
    }
}
