package io.agentpack.keycloak.exchange.verify;

import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.RefusedException;
import io.agentpack.keycloak.domain.agent.AgentProfile;
import io.agentpack.keycloak.domain.agent.VerifiedEvidence;
import io.agentpack.keycloak.domain.chain.Actor;
import io.agentpack.keycloak.domain.decision.StartRun;
import io.agentpack.keycloak.ledger.AgentClients;
import io.agentpack.keycloak.ledger.Evidence;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.representations.dpop.DPoP;
import org.keycloak.services.Urls;
import org.keycloak.services.util.DPoPUtil;

/** The authenticated client as an agent: its profile, its service account, its evidence. */
public final class FindAgent {
    private FindAgent() {}

    public static StartRun.Agent of(KeycloakSession session, ClientModel client) {
        if (!AgentClients.isAgent(client)) {
            throw new RefusedException(Refusal.ACTOR_UNAUTHORIZED, "the client is not an agent");
        }
        AgentProfile profile = AgentClients.profileOf(client);
        if (!profile.isUsable()) {
            throw new RefusedException(
                    Refusal.GRANT_NOT_ALLOWED, "the agent's settings are not usable: " + profile.problems());
        }
        VerifiedEvidence evidence = Evidence.of(session)
                .filter(found -> found.clientId().equals(client.getClientId()))
                .orElseThrow(() -> new RefusedException(Refusal.EVIDENCE_MISSING, "no evidence in this request"));
        UserModel account = client.isServiceAccountsEnabled() ? session.users().getServiceAccount(client) : null;
        if (account == null || !account.isEnabled()) {
            throw new RefusedException(Refusal.GRANT_NOT_ALLOWED, "the agent has no enabled service account");
        }
        if (profile.senderConstrained() && !hasProof(session)) {
            throw new RefusedException(Refusal.DPOP_INVALID, "this agent's tokens must be DPoP-bound");
        }
        return new StartRun.Agent(
                client.getId(), new Actor(issuer(session), account.getId(), client.getClientId()), profile, evidence);
    }

    private static boolean hasProof(KeycloakSession session) {
        return session.getAttribute(DPoPUtil.DPOP_SESSION_ATTRIBUTE, DPoP.class) != null;
    }

    private static String issuer(KeycloakSession session) {
        return Urls.realmIssuer(
                session.getContext().getUri().getBaseUri(),
                session.getContext().getRealm().getName());
    }
}
