package io.agentpack.keycloak.authenticator.setup;

import java.util.Map;
import java.util.Optional;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.services.managers.ClientManager;
import org.keycloak.services.managers.RealmManager;

/**
 * The way from the account console to "My agents". The console lists clients that say so, with a link to their home: that is all this client is
 * for, so it has no flow, no redirect, no secret and no scope.
 */
final class AccountLink {
    static final String CLIENT_ID = "my-agents";
    /** Client attribute: the client is ours, not one of the realm's own with the same id. */
    private static final String OURS = "agents.setup";

    /** Read by people in the console; a key, so that the realm can have it in other languages. */
    private static final String NAME = "My agents";

    private static final Map<String, String> OTHERS = Map.of("de", "Meine Agenten");

    private final KeycloakSession session;
    private final RealmModel realm;

    AccountLink(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    /** @return whether it was made; a client of the realm's own with the same id is left alone */
    boolean make() {
        if (realm.getClientByClientId(CLIENT_ID) != null) {
            return false;
        }
        ClientModel link = realm.addClient(CLIENT_ID);
        link.setProtocol(OIDCLoginProtocol.LOGIN_PROTOCOL);
        link.setName("${" + NAME + "}");
        link.setDescription("Link from the account console to My agents. Kept by the Agent Pack.");
        link.setEnabled(true);
        link.setPublicClient(true);
        link.setStandardFlowEnabled(false);
        link.setImplicitFlowEnabled(false);
        link.setDirectAccessGrantsEnabled(false);
        link.setServiceAccountsEnabled(false);
        link.setFullScopeAllowed(false);
        link.setAlwaysDisplayInConsole(true);
        link.setRootUrl("${authBaseUrl}");
        link.setBaseUrl("/realms/" + realm.getName() + "/agents/my");
        link.setAttribute(OURS, "true");
        OTHERS.forEach((language, name) -> session.realms().saveLocalizationText(realm, language, NAME, name));
        return true;
    }

    /** @return whether there was one to remove */
    boolean remove() {
        Optional<ClientModel> ours = Optional.ofNullable(realm.getClientByClientId(CLIENT_ID))
                .filter(client -> client.getAttribute(OURS) != null);
        ours.ifPresent(client -> {
            new ClientManager(new RealmManager(session)).removeClient(realm, client);
            OTHERS.keySet().forEach(language -> session.realms().deleteLocalizationText(realm, language, NAME));
        });
        return ours.isPresent();
    }
}
