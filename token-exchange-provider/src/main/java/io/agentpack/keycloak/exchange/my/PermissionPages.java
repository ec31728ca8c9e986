package io.agentpack.keycloak.exchange.my;

import io.agentpack.keycloak.exchange.page.Addresses;
import io.agentpack.keycloak.exchange.page.Names;
import io.agentpack.keycloak.exchange.page.Pages;
import io.agentpack.keycloak.exchange.page.Person;
import io.agentpack.keycloak.exchange.rest.Params;
import io.agentpack.keycloak.ledger.AgentLedgerProvider;
import io.agentpack.keycloak.ledger.AgentLedgerProvider.Hook;
import io.agentpack.keycloak.ledger.RunRecord;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.keycloak.events.Details;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserConsentModel;
import org.keycloak.services.managers.UserConsentManager;

/** Taking a permission back: what will end with it, and doing it as the account console would, with the same events. */
final class PermissionPages {
    private final KeycloakSession session;
    private final RealmModel realm;
    private final Person person;
    private final Pages page;
    private final Permissions permissions;
    private final Addresses addresses;

    PermissionPages(KeycloakSession session, Person person) {
        this.session = session;
        this.realm = session.getContext().getRealm();
        this.person = person;
        this.page = Pages.of(session, person);
        this.permissions = new Permissions(session, person, page);
        this.addresses = Addresses.of(session);
    }

    Response before(String appUuid, String agentUuid) {
        Permissions.Given given = given(appUuid, agentUuid);
        return Consequences.of(session, new Names(realm, page.words()), standingOn(given))
                .on(page)
                .with("permission", permissions.shown(given))
                .show("agents-my-withdraw.ftl");
    }

    Response withdraw(String appUuid, String agentUuid) {
        Permissions.Given given = given(appUuid, agentUuid);
        List<RunRecord> ending = standingOn(given);
        takeBack(given);
        MyRuns runs = runs();
        return ending.stream()
                .flatMap(run -> runs.find(run.id()).flatMap(RunRecord::causeId).stream())
                .findFirst()
                .map(cause -> Response.seeOther(addresses.page("stopped/" + cause)))
                .orElseGet(() -> Response.seeOther(addresses.page("")))
                .build();
    }

    private Permissions.Given given(String appUuid, String agentUuid) {
        return permissions.find(Params.id(appUuid), Params.id(agentUuid)).orElseThrow(NotFoundException::new);
    }

    /** Whatever the app may do besides stays; its last permission goes with the whole consent. */
    private void takeBack(Permissions.Given given) {
        UserConsentModel left = given.consent();
        left.getGrantedClientScopes().remove(given.scope());
        if (left.getGrantedClientScopes().isEmpty()) {
            UserConsentManager.revokeConsentToClient(session, given.app(), person.user());
            event(EventType.REVOKE_GRANT)
                    .detail(Details.REVOKED_CLIENT, given.app().getClientId())
                    .success();
            return;
        }
        UserConsentManager.updateConsent(session, realm, person.user(), left);
        event(EventType.UPDATE_CONSENT)
                .detail(Details.GRANTED_CLIENT, given.app().getClientId())
                .detail(
                        Details.SCOPE,
                        left.getGrantedClientScopes().stream()
                                .map(ClientScopeModel::getName)
                                .collect(Collectors.joining(" ")))
                .success();
    }

    private EventBuilder event(EventType type) {
        return new EventBuilder(realm, session, session.getContext().getConnection())
                .event(type)
                .user(person.user())
                .session(person.session());
    }

    /** Live runs of the agent that came from the app. */
    private List<RunRecord> standingOn(Permissions.Given given) {
        AgentLedgerProvider ledger = session.getProvider(AgentLedgerProvider.class);
        Set<String> fromApp =
                Set.copyOf(ledger.liveOn(realm, Hook.SUBJECT_CLIENT, given.app().getId()));
        return runs().liveOfAgent(given.agent().getId()).stream()
                .filter(run -> fromApp.contains(run.id()))
                .toList();
    }

    private MyRuns runs() {
        return new MyRuns(session, person, page.clock());
    }
}
