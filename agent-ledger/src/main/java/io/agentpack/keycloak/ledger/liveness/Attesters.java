package io.agentpack.keycloak.ledger.liveness;

import org.keycloak.keys.KeyProvider;
import org.keycloak.models.RealmModel;

/** Trust anchors are components of the realm (key provider {@code agent-attester}); clients refer to them by name. */
public final class Attesters {
    /** Id of the key provider by which a realm trusts an attester. */
    public static final String PROVIDER_ID = "agent-attester";

    private Attesters() {}

    static boolean isTrusted(RealmModel realm, String name) {
        return realm.getComponentsStream(realm.getId(), KeyProvider.class.getName())
                .anyMatch(component -> PROVIDER_ID.equals(component.getProviderId())
                        && name.equals(component.getName())
                        && component.get("enabled", true));
    }
}
