package io.agentpack.keycloak.exchange.letter;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.keycloak.models.AdminRoles;
import org.keycloak.models.ClientModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** Who can name another owner: the realm's own users that hold a role of its administration directly. Administrators of the master realm are not found. */
final class Administrators {
    private static final int MOST = 20;

    private Administrators() {}

    static List<UserModel> of(KeycloakSession session, RealmModel realm) {
        ClientModel administration = realm.getClientByClientId(Constants.REALM_MANAGEMENT_CLIENT_ID);
        return administration == null
                ? List.of()
                : Stream.of(AdminRoles.REALM_ADMIN, AdminRoles.MANAGE_CLIENTS)
                        .map(administration::getRole)
                        .filter(Objects::nonNull)
                        .flatMap(role -> session.users().getRoleMembersStream(realm, role, 0, MOST))
                        .distinct()
                        .limit(MOST)
                        .toList();
    }
}
