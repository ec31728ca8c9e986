package io.agentpack.keycloak.ledger.liveness;

import io.agentpack.keycloak.domain.run.Run;
import io.agentpack.keycloak.ledger.session.RunSessions;
import java.util.Set;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RoleContainerModel;
import org.keycloak.models.RoleModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;

/**
 * Whether a human still has every role that a run holds of theirs. Too dear for every check of a token, where the next issue cuts the roles anyway:
 * looked at when an administrator takes something away, and by the sweep.
 */
public final class HeldRights {
    private HeldRights() {}

    /** What is under a run holds no more than the run, so only the first of a tree is looked at. */
    public static boolean areLost(KeycloakSession session, RealmModel realm, String runId) {
        UserSessionModel userSession = session.sessions().getUserSession(realm, runId);
        return RunSessions.read(userSession)
                .filter(Run::isRoot)
                .filter(run -> run.standsOn().isPresent())
                .filter(run -> !hasAll(realm, userSession.getUser(), run))
                .isPresent();
    }

    private static boolean hasAll(RealmModel realm, UserModel human, Run run) {
        return has(human, realm, run.authority().realmRoles())
                && run.authority().clientRoles().entrySet().stream().allMatch(held -> {
                    ClientModel client = realm.getClientByClientId(held.getKey());
                    return client != null && has(human, client, held.getValue());
                });
    }

    private static boolean has(UserModel human, RoleContainerModel container, Set<String> names) {
        return names.stream().allMatch(name -> {
            RoleModel role = container.getRole(name);
            return role != null && human.hasRole(role);
        });
    }
}
