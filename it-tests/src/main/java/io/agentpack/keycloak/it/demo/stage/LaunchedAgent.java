package io.agentpack.keycloak.it.demo.stage;

import io.agentpack.keycloak.it.kit.Http;
import io.agentpack.keycloak.it.kit.Json;
import io.agentpack.keycloak.it.kit.Reply;
import io.agentpack.keycloak.it.kit.oauth.AgentInstance;
import io.agentpack.keycloak.it.kit.oauth.ClientAuthentication;
import io.agentpack.keycloak.it.kit.oauth.FormRequest;
import io.agentpack.keycloak.it.kit.oauth.SigningKey;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.UUID;

/**
 * A running copy of an agent. For every token request it gets a fresh attestation and signs a fresh proof that it has
 * the key which the attestation names.
 *
 * @param image what really runs, as the platform measured it
 * @param attester where it gets attestations
 */
public record LaunchedAgent(AgentInstance instance, String image, URI attester) implements ClientAuthentication {

    static LaunchedAgent launch(String clientId, String image, URI attester) {
        // It knows no attester's key, only the address.
        return new LaunchedAgent(
                new AgentInstance(clientId, UUID.randomUUID().toString(), SigningKey.fresh(), null), image, attester);
    }

    /** The same, but something else runs. */
    public LaunchedAgent withImage(String other) {
        return new LaunchedAgent(instance, other, attester);
    }

    public String clientId() {
        return instance.clientId();
    }

    public Reply askForAttestation() {
        return Http.send(Http.request(attester)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Json.write(launchEvidence()))));
    }

    public Object launchEvidence() {
        return Json.object(
                "agent",
                clientId(),
                "image",
                image,
                "instance",
                instance.id(),
                "jwk",
                instance.key().toPublicJWK().toJSONObject());
    }

    @Override
    public void authenticate(FormRequest request) {
        String attestation = askForAttestation().expect(200).string("attestation");
        String proof = instance.proof(request.issuer()).sign();
        instance.presenting(attestation, proof).authenticate(request);
    }
}
