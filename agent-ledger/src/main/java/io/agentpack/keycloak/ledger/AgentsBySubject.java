package io.agentpack.keycloak.ledger;

import io.agentpack.keycloak.domain.agent.AgentAttributes;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.connections.jpa.JpaConnectionProvider;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * Finds agents by what their evidence must name. The model searches clients by those attributes only that the operator has listed
 * ({@code JpaRealmProvider.searchClientsByAttributes}), so the entities are asked. Values are compared here: not every database compares long texts.
 */
public final class AgentsBySubject {
    private static final String SUBJECTS = "select c.id, a.value from ClientEntity c join c.attributes a"
            + " where c.realmId = :realm and c.clientAuthenticatorType = :agent and a.name = :name";

    private AgentsBySubject() {}

    /** The one agent whose evidence must name exactly this; nobody when there are several. */
    public static Optional<ClientModel> find(KeycloakSession session, RealmModel realm, String subject) {
        List<ClientModel> agents = rows(session, realm)
                .filter(row -> subject.equals(row[1]))
                .map(row -> realm.getClientById((String) row[0]))
                .filter(Objects::nonNull)
                .toList();
        return agents.size() == 1 ? Optional.of(agents.get(0)) : Optional.empty();
    }

    private static Stream<Object[]> rows(KeycloakSession session, RealmModel realm) {
        return session
                .getProvider(JpaConnectionProvider.class)
                .getEntityManager()
                .createQuery(SUBJECTS, Object[].class)
                .setParameter("realm", realm.getId())
                .setParameter("agent", AgentClients.AUTHENTICATOR)
                .setParameter("name", AgentAttributes.ATTESTED_SUBJECT)
                .getResultList()
                .stream();
    }
}
