package io.agentpack.keycloak.authenticator.attester;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.keycloak.keys.KeyProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Looks up the attesters of a realm. */
public final class TrustedAttesters {
    private TrustedAttesters() {}

    /** Those with one of these names, also the disabled ones, so that a refusal can say why. */
    public static List<Attester> named(KeycloakSession session, RealmModel realm, Set<String> names) {
        return in(session, realm)
                .filter(attester -> names.contains(attester.name()))
                .toList();
    }

    /** All of the realm. */
    public static Stream<Attester> in(KeycloakSession session, RealmModel realm) {
        AttesterKeyProviderFactory factory = (AttesterKeyProviderFactory) session.getKeycloakSessionFactory()
                .getProviderFactory(KeyProvider.class, AttesterKeyProviderFactory.PROVIDER_ID);
        return factory.attesters(realm);
    }
}
