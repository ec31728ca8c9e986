package io.agentpack.keycloak.it.kit.oauth;

/** How a client says who it is; asked anew for every request, so that proofs are fresh. */
@FunctionalInterface
public interface ClientAuthentication {

    void authenticate(FormRequest request);

    /** Both, e.g. an attestation and, on top, a DPoP proof. */
    default ClientAuthentication and(ClientAuthentication other) {
        return request -> {
            authenticate(request);
            other.authenticate(request);
        };
    }

    /** Nothing but the name. */
    static ClientAuthentication onlyClientId(String clientId) {
        return request -> request.param("client_id", clientId);
    }
}
