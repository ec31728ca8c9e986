package io.agentpack.keycloak.it.bench;

import io.agentpack.keycloak.it.kit.oauth.AgentInstance;
import io.agentpack.keycloak.it.kit.oauth.ClientAuthentication;
import io.agentpack.keycloak.it.kit.oauth.FormRequest;

/** An instance that uses its attestation for several requests; each has a proof of possession of its own. */
record AttestedOnce(AgentInstance instance, String attestation) implements ClientAuthentication {

    AttestedOnce(AgentInstance instance) {
        this(instance, instance.attestation().sign());
    }

    @Override
    public void authenticate(FormRequest request) {
        String proof = instance.proof(request.issuer()).sign();
        instance.presenting(attestation, proof).authenticate(request);
    }
}
