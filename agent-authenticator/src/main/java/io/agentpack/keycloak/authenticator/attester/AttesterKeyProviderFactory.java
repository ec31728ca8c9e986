package io.agentpack.keycloak.authenticator.attester;

import io.agentpack.keycloak.domain.revocation.CauseKind;
import io.agentpack.keycloak.ledger.AgentLedgerProvider.Hook;
import io.agentpack.keycloak.ledger.end.EndRuns;
import io.agentpack.keycloak.ledger.liveness.Attesters;
import java.util.List;
import java.util.stream.Stream;
import org.keycloak.Config;
import org.keycloak.common.util.Environment;
import org.keycloak.component.ComponentModel;
import org.keycloak.component.ComponentValidationException;
import org.keycloak.keys.KeyProvider;
import org.keycloak.keys.KeyProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.ProviderConfigProperty;

/**
 * Attesters in <i>Realm settings &gt; Keys</i>. As a key provider an attester gets a form with validation in every stock console and is part of
 * the realm's export; it adds no key to the realm.
 */
public final class AttesterKeyProviderFactory implements KeyProviderFactory<KeyProvider> {
    public static final String PROVIDER_ID = Attesters.PROVIDER_ID;

    /** Server option: {@code --spi-keys--agent-attester--allow-private-jwks-url}. */
    static final String ALLOW_PRIVATE = "allow-private-jwks-url";

    private boolean anyAddress;
    private final AttesterKeys keys = new AttesterKeys(url -> new HttpJwksFetch(url, anyAddress));
    private final KnownAttesters known = new KnownAttesters(this::read);

    @Override
    public void init(Config.Scope config) {
        anyAddress = Environment.isDevMode() || config.getBoolean(ALLOW_PRIVATE, false);
    }

    @Override
    public String getId() {
        return PROVIDER_ID;
    }

    @Override
    public String getHelpText() {
        return "Trusts somebody to vouch for agents: the evidence that an agent shows must be signed with one of these keys."
                + " Agents refer to it by its name. Adds no key to the realm.";
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return AttesterForm.PROPERTIES;
    }

    @Override
    public void validateConfiguration(KeycloakSession session, RealmModel realm, ComponentModel model) {
        AttesterSettings settings = settings(model);
        if (!settings.problems().isEmpty()) {
            throw new ComponentValidationException(settings.problems().get(0));
        }
        boolean taken = components(realm)
                .anyMatch(other ->
                        !other.getId().equals(model.getId()) && settings.name().equals(other.getName()));
        if (taken) {
            throw new ComponentValidationException("Another attester in this realm has the same name.");
        }
    }

    @Override
    public KeyProvider create(KeycloakSession session, ComponentModel model) {
        return Stream::empty;
    }

    /** Agents refer to an attester by its name: under another it is another, and the one that vouched for the runs is gone. */
    @Override
    public void onUpdate(KeycloakSession session, RealmModel realm, ComponentModel before, ComponentModel after) {
        if (before.getName() != null && !before.getName().equals(after.getName())) {
            EndRuns.in(session, realm).on(Hook.ATTESTER, before.getName(), CauseKind.ATTESTER_WITHDRAWN);
        }
    }

    @Override
    public void preRemove(KeycloakSession session, RealmModel realm, ComponentModel model) {
        keys.forget(model.getId());
        known.forget(model.getId());
    }

    /** The attesters of a realm, also those that are disabled or can't be used. */
    Stream<Attester> attesters(RealmModel realm) {
        return components(realm).map(known::of);
    }

    private Attester read(ComponentModel model) {
        AttesterSettings settings = settings(model);
        return new Attester(settings, keys.of(model.getId(), settings));
    }

    private static AttesterSettings settings(ComponentModel model) {
        return new ReadSettings(model.getName(), model.getConfig()::get, Environment.isDevMode()).read();
    }

    private static Stream<ComponentModel> components(RealmModel realm) {
        return realm.getComponentsStream(realm.getId(), KeyProvider.class.getName())
                .filter(component -> PROVIDER_ID.equals(component.getProviderId()));
    }
}
