package io.agentpack.keycloak.ledger.jpa;

import io.agentpack.keycloak.domain.run.Run;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** Who answers for a run, as the ledger keeps it: an id, never a name, so that a person who is deleted leaves no name behind. */
final class OwnerId {
    private OwnerId() {}

    static String of(Run run, KeycloakSession session, RealmModel realm) {
        if (run.standsOn().isPresent()) {
            return run.owner(); // the human's id
        }
        UserModel owner = session.users().getUserByUsername(realm, run.owner());
        return owner == null ? run.owner() : owner.getId();
    }
}
