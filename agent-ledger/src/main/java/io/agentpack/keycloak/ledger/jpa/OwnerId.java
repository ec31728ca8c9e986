package io.agentpack.keycloak.ledger.jpa;

import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.RefusedException;
import io.agentpack.keycloak.domain.run.Run;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** Who answers for a run, as the ledger keeps it: an id, never a name, so that a person who is deleted leaves no name behind. */
final class OwnerId {
    private OwnerId() {}

    /**
     * @param parent the row of the run that is handed over: whoever answered for it when it began answers for what it hands over, whatever became of
     *     their account since
     * @throws RefusedException when a run of its own is to begin and nobody of the owner's name is there (any more)
     */
    static String of(Run run, Optional<RunEntity> parent, KeycloakSession session, RealmModel realm) {
        if (run.standsOn().isPresent()) {
            return run.owner(); // the human's id
        }
        return parent.map(row -> row.owner)
                .or(() -> Optional.ofNullable(session.users().getUserByUsername(realm, run.owner()))
                        .map(UserModel::getId))
                .orElseThrow(() ->
                        new RefusedException(Refusal.GRANT_NOT_ALLOWED, "the agent's owner went while the run began"));
    }
}
