package io.agentpack.keycloak.it.refusals;

import io.agentpack.keycloak.it.kit.oauth.AgentInstance;
import io.agentpack.keycloak.it.kit.oauth.ClientAuthentication;
import io.agentpack.keycloak.it.kit.oauth.JwtDraft;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Evidence in the headers of a request: good drafts, made into any text. */
final class Shown {
    private static final String ATTESTATION = "OAuth-Client-Attestation";
    private static final String DPOP = "DPoP";

    private Shown() {}

    static ClientAuthentication attestation(AgentInstance instance, Function<JwtDraft, String> made) {
        return request -> instance.presenting(
                        made.apply(instance.attestation()),
                        instance.proof(request.issuer()).sign())
                .authenticate(request);
    }

    static ClientAuthentication proof(AgentInstance instance, Function<JwtDraft, String> made) {
        return request -> instance.presenting(
                        instance.attestation().sign(), made.apply(instance.proof(request.issuer())))
                .authenticate(request);
    }

    /** Attestation, proof of possession and DPoP proof. */
    static ClientAuthentication dpop(AgentInstance instance, Function<JwtDraft, String> made) {
        return request -> {
            instance.authenticate(request);
            request.header(DPOP, made.apply(instance.dpop("POST", request.url())));
        };
    }

    /** The DPoP proof is the proof of possession, too. */
    static ClientAuthentication combined(
            AgentInstance instance, UnaryOperator<JwtDraft> attestation, Function<JwtDraft, String> dpop) {
        return request -> request.param("client_id", instance.clientId())
                .header(ATTESTATION, attestation.apply(instance.attestation()).sign())
                .header(DPOP, dpop.apply(instance.dpop("POST", request.url())));
    }
}
