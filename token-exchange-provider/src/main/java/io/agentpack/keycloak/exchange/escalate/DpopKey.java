package io.agentpack.keycloak.exchange.escalate;

import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.representations.dpop.DPoP;
import org.keycloak.services.util.DPoPUtil;

/** Thumbprint of the key that this request has a DPoP proof of. */
final class DpopKey {
    private DpopKey() {}

    static Optional<String> of(KeycloakSession session) {
        return Optional.ofNullable(session.getAttribute(DPoPUtil.DPOP_SESSION_ATTRIBUTE, DPoP.class))
                .map(DPoP::getThumbprint);
    }
}
