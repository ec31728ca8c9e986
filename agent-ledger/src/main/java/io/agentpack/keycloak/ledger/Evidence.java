package io.agentpack.keycloak.ledger;

import io.agentpack.keycloak.domain.agent.VerifiedEvidence;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;

/** Hands the evidence of this request from the authenticator to whoever decides about runs. Lives as long as the request. */
public final class Evidence {
    private static final String ATTRIBUTE = Evidence.class.getName();

    private Evidence() {}

    public static void accept(KeycloakSession session, VerifiedEvidence evidence) {
        session.setAttribute(ATTRIBUTE, evidence);
    }

    /** The evidence that the authenticated client brought; empty for a client that is not an agent. */
    public static Optional<VerifiedEvidence> of(KeycloakSession session) {
        return Optional.ofNullable(session.getAttribute(ATTRIBUTE, VerifiedEvidence.class));
    }
}
