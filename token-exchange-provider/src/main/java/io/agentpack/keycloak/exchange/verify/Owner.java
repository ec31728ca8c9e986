package io.agentpack.keycloak.exchange.verify;

import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.RefusedException;
import io.agentpack.keycloak.domain.agent.AgentProfile;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** The person who answers for an agent: named by the client, and only worth something while that person is there. */
public final class Owner {
    private Owner() {}

    /** Whether an owner is named, or needed, and there is no such person or they are disabled. */
    public static boolean isMissing(AgentProfile profile, KeycloakSession session, RealmModel realm) {
        if (profile.owner().isEmpty()) {
            return !profile.authority().actsForHuman();
        }
        UserModel owner =
                session.users().getUserByUsername(realm, profile.owner().get());
        return owner == null || !owner.isEnabled();
    }

    /**
     * An agent that acts without a human starts nothing while nobody answers for it. Where a human hands over, that human answers.
     *
     * @throws RefusedException {@link Refusal#GRANT_NOT_ALLOWED}
     */
    public static void require(AgentProfile profile, KeycloakSession session) {
        if (!profile.authority().actsForHuman()
                && isMissing(profile, session, session.getContext().getRealm())) {
            throw new RefusedException(
                    Refusal.GRANT_NOT_ALLOWED,
                    "the agent's owner " + profile.owner().orElse("") + " is missing or disabled");
        }
    }
}
