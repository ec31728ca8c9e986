package io.agentpack.keycloak.signals.cause;

import io.agentpack.keycloak.domain.agent.AgentProfile;
import io.agentpack.keycloak.ledger.AgentLedgerProvider;
import io.agentpack.keycloak.ledger.RunRecord;
import io.agentpack.keycloak.ledger.RunStanding;
import io.agentpack.keycloak.ledger.liveness.Attesters;
import io.agentpack.keycloak.ledger.liveness.HeldRights;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.keycloak.component.ComponentModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserConsentModel;
import org.keycloak.models.UserModel;
import org.keycloak.services.managers.UserConsentManager;

/** Facts as the transaction that the event belongs to sees them. */
record RealmFacts(KeycloakSession session, RealmModel realm) implements Facts {

    @Override
    public String realmId() {
        return realm.getId();
    }

    @Override
    public boolean realmIsEnabled() {
        return realm.isEnabled();
    }

    @Override
    public Optional<Instant> notBefore() {
        return Optional.of(realm.getNotBefore()).filter(at -> at > 0).map(Instant::ofEpochSecond);
    }

    @Override
    public Optional<String> clientUuid(String clientId) {
        return Optional.ofNullable(realm.getClientByClientId(clientId)).map(ClientModel::getId);
    }

    @Override
    public boolean isDisabled(String userId) {
        return user(userId).map(user -> !user.isEnabled()).orElse(false);
    }

    @Override
    public Optional<String> clientOfServiceAccount(String userId) {
        return user(userId).map(UserModel::getServiceAccountClientLink);
    }

    @Override
    public Optional<Attester> attester(String componentId) {
        return Optional.ofNullable(realm.getComponent(componentId))
                .filter(component -> Attesters.PROVIDER_ID.equals(component.getProviderId()))
                .map(component -> new Attester(component.getName(), isEnabled(component)));
    }

    @Override
    public boolean isConsentedTo(RunRecord run, String clientUuid) {
        UserConsentModel consent = UserConsentManager.getConsentByClient(
                session, realm, session.users().getUserById(realm, run.subjectId()), clientUuid);
        // A run under another one stands on the consent for the agent at the top of its tree.
        return run.parent().isPresent()
                || (consent != null
                        && consent.getGrantedClientScopes().stream()
                                .map(ClientScopeModel::getName)
                                .anyMatch(AgentProfile.consentScope(run.agent())::equals));
    }

    @Override
    public boolean holdsLostRight(RunRecord run) {
        return HeldRights.areLost(session, realm, run.id());
    }

    @Override
    public List<RunStanding> standingsOfLive(String agentUuid) {
        return session.getProvider(AgentLedgerProvider.class).standingsOfLive(agentUuid);
    }

    private static boolean isEnabled(ComponentModel component) {
        return component.get("enabled", true);
    }

    private Optional<UserModel> user(String userId) {
        return Optional.ofNullable(session.users().getUserById(realm, userId));
    }
}
