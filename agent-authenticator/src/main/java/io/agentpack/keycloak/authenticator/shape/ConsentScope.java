package io.agentpack.keycloak.authenticator.shape;

import io.agentpack.keycloak.domain.agent.AgentProfile;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ProtocolMapperModel;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.oidc.mappers.AudienceProtocolMapper;

/**
 * The client scope {@code agent:<client id>} by which a person lets a delegated agent act for them. It belongs to one client, known by its
 * immutable id: a later client of the same name inherits neither the scope nor a consent.
 */
public final class ConsentScope {
    /** Attribute of the scope: immutable id of the agent's client. */
    static final String OWNER = "agent.scope-of";

    private static final String AUDIENCE_MAPPER = "agent audience";

    /** Characters of a scope value (RFC 6749 section 3.3). */
    private static final Pattern SCOPE_VALUE = Pattern.compile("[!#-\\[\\]-~]+");

    private ConsentScope() {}

    /** Whether a scope can name this agent: a client id with a space, say, can't be part of one. */
    public static boolean canName(String clientId) {
        return SCOPE_VALUE.matcher(clientId).matches();
    }

    /**
     * Makes sure that the agent has its scope, under its present name.
     *
     * @return whether the scope was made
     */
    static boolean keep(KeycloakSession session, ClientModel agent) {
        RealmModel realm = agent.getRealm();
        Optional<ClientScopeModel> own = find(realm, agent.getId());
        own.ifPresent(scope -> describe(session, scope, agent));
        if (own.isEmpty()) {
            describe(session, named(session, realm, AgentProfile.consentScope(agent.getClientId())), agent);
        }
        return own.isEmpty();
    }

    /** Whether the agent has its scope. */
    static boolean isThere(ClientModel agent) {
        return find(agent.getRealm(), agent.getId()).isPresent();
    }

    /** @return whether there was a scope to remove */
    static boolean remove(KeycloakSession session, ClientModel client) {
        Optional<ClientScopeModel> own = find(client.getRealm(), client.getId());
        own.ifPresent(scope -> remove(session, client.getRealm(), scope));
        return own.isPresent();
    }

    /**
     * Removes the consent scopes of all agents of a realm, and with them the consents.
     *
     * @return their names
     */
    public static List<String> removeAll(KeycloakSession session, RealmModel realm) {
        List<ClientScopeModel> scopes = all(realm).toList();
        List<String> names = scopes.stream().map(ClientScopeModel::getName).toList();
        scopes.forEach(scope -> remove(session, realm, scope));
        return names;
    }

    /** Names of the consent scopes of all agents of a realm. */
    public static List<String> namesOfAll(RealmModel realm) {
        return all(realm).map(ClientScopeModel::getName).toList();
    }

    private static Stream<ClientScopeModel> all(RealmModel realm) {
        return realm.getClientScopesStream().filter(scope -> scope.getAttribute(OWNER) != null);
    }

    private static void remove(KeycloakSession session, RealmModel realm, ClientScopeModel scope) {
        ConsentText.forget(session, realm, scope.getConsentScreenText());
        realm.removeClientScope(scope.getId());
    }

    private static Optional<ClientScopeModel> find(RealmModel realm, String clientUuid) {
        return realm.getClientScopesStream()
                .filter(scope -> clientUuid.equals(scope.getAttribute(OWNER)))
                .findFirst();
    }

    /** A scope of that name without owner is adopted, as a realm file may bring one; one of another owner is a leftover. */
    private static ClientScopeModel named(KeycloakSession session, RealmModel realm, String name) {
        Optional<ClientScopeModel> present = realm.getClientScopesStream()
                .filter(scope -> name.equals(scope.getName()))
                .findFirst();
        boolean leftover =
                present.map(scope -> scope.getAttribute(OWNER) != null).orElse(false);
        if (leftover) {
            remove(session, realm, present.get());
        }
        return present.filter(scope -> !leftover).orElseGet(() -> realm.addClientScope(name));
    }

    private static void describe(KeycloakSession session, ClientScopeModel scope, ClientModel agent) {
        String name = AgentProfile.consentScope(agent.getClientId());
        if (!name.equals(scope.getName())) {
            scope.setName(name);
        }
        scope.setProtocol(OIDCLoginProtocol.LOGIN_PROTOCOL);
        scope.setDescription("Lets the agent of this name act for a person. Kept by the Agent Pack.");
        scope.setAttribute(OWNER, agent.getId());
        scope.setDisplayOnConsentScreen(true);
        word(session, scope, agent);
        scope.setIncludeInTokenScope(true);
        mapAudience(scope, agent.getClientId());
    }

    private static void word(KeycloakSession session, ClientScopeModel scope, ClientModel agent) {
        String text = ConsentText.of(agent);
        if (!text.equals(scope.getConsentScreenText())) {
            ConsentText.forget(session, agent.getRealm(), scope.getConsentScreenText());
            scope.setConsentScreenText(text);
        }
        ConsentText.translate(session, agent);
    }

    /** The agent may exchange only tokens that name it as audience: Keycloak's own rule. */
    private static void mapAudience(ClientScopeModel scope, String clientId) {
        ProtocolMapperModel wanted =
                AudienceProtocolMapper.createClaimMapper(AUDIENCE_MAPPER, clientId, null, true, false, true);
        ProtocolMapperModel present = scope.getProtocolMapperByName(OIDCLoginProtocol.LOGIN_PROTOCOL, AUDIENCE_MAPPER);
        if (present == null) {
            scope.addProtocolMapper(wanted);
        } else {
            wanted.setId(present.getId());
            scope.updateProtocolMapper(wanted);
        }
    }
}
