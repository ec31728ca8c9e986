package io.agentpack.keycloak.exchange.issue;

import java.util.HashSet;
import java.util.Set;
import org.keycloak.Config;
import org.keycloak.models.Constants;
import org.keycloak.models.RealmModel;

/**
 * Keycloak's own clients whose roles agents never get. With {@code account} an agent could change or approve on behalf of its human; with the
 * human's administration roles it could undo its own limits. An agent that acts for itself keeps administration roles: somebody gave them to it.
 */
final class WithheldClients {
    /** Asked once: Keycloak works its settings out anew each time, and this one never changes. */
    private static final class AdminRealm {
        static final String NAME = Config.getAdminRealm();
    }

    private WithheldClients() {}

    static Set<String> of(boolean actsForHuman, RealmModel realm) {
        Set<String> withheld =
                new HashSet<>(Set.of(Constants.ACCOUNT_MANAGEMENT_CLIENT_ID, Constants.BROKER_SERVICE_CLIENT_ID));
        if (actsForHuman) {
            withheld.add(Constants.REALM_MANAGEMENT_CLIENT_ID);
            if (realm.getName().equals(AdminRealm.NAME)) {
                realm.getClientsStream()
                        .map(client -> client.getClientId())
                        .filter(id -> id.endsWith("-realm"))
                        .forEach(withheld::add);
            }
        }
        return withheld;
    }
}
