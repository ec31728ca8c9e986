package io.agentpack.keycloak.exchange.my;

import io.agentpack.keycloak.domain.agent.AgentProfile;
import io.agentpack.keycloak.exchange.page.Addresses;
import io.agentpack.keycloak.exchange.page.Clock;
import io.agentpack.keycloak.exchange.page.Names;
import io.agentpack.keycloak.exchange.page.Pages;
import io.agentpack.keycloak.exchange.page.Person;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserConsentModel;
import org.keycloak.services.managers.UserConsentManager;

/** The consents by which a person lets agents act: Keycloak's own, those with the scope of an agent among them. */
final class Permissions {
    private static final String AGENT_SCOPES = AgentProfile.consentScope("");

    private final KeycloakSession session;
    private final RealmModel realm;
    private final Person person;
    private final Clock clock;
    private final Names names;
    private final Addresses addresses;

    Permissions(KeycloakSession session, Person person, Pages page) {
        this.session = session;
        this.realm = session.getContext().getRealm();
        this.person = person;
        this.clock = page.clock();
        this.names = new Names(realm, page.words());
        this.addresses = Addresses.of(session);
    }

    /** A consent that names an agent. */
    record Given(UserConsentModel consent, ClientScopeModel scope, ClientModel agent) {
        ClientModel app() {
            return consent.getClient();
        }
    }

    List<Permission> list() {
        return UserConsentManager.getConsentsStream(session, realm, person.user())
                .flatMap(this::given)
                .map(this::shown)
                .toList();
    }

    /** @return empty for what the person hasn't given */
    Optional<Given> find(String appUuid, String agentUuid) {
        ClientModel app = realm.getClientById(appUuid);
        return app == null
                ? Optional.empty()
                : Optional.ofNullable(UserConsentManager.getConsentByClient(session, realm, person.user(), app.getId()))
                        .flatMap(consent -> given(consent)
                                .filter(given -> given.agent().getId().equals(agentUuid))
                                .findFirst());
    }

    Permission shown(Given given) {
        return new Permission(
                names.client(given.agent()),
                names.client(given.app()),
                names.permissions(given.consent().getGrantedClientScopes().stream()
                        .map(ClientScopeModel::getName)
                        .collect(Collectors.joining(" "))),
                given.consent().getCreatedDate() == null
                        ? null
                        : clock.moment(Instant.ofEpochMilli(given.consent().getCreatedDate())),
                addresses.path("permissions/" + given.app().getId() + "/"
                        + given.agent().getId()));
    }

    private Stream<Given> given(UserConsentModel consent) {
        return consent.getGrantedClientScopes().stream()
                .filter(scope -> scope.getName().startsWith(AGENT_SCOPES))
                .flatMap(scope -> Optional.ofNullable(
                        realm.getClientByClientId(scope.getName().substring(AGENT_SCOPES.length())))
                        .map(agent -> new Given(consent, scope, agent))
                        .stream());
    }
}
