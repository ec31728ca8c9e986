package io.agentpack.keycloak.authenticator.challenge;

import java.util.stream.Stream;
import org.keycloak.crypto.KeyUse;
import org.keycloak.crypto.KeyWrapper;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** The challenges of the realm of a request, with the secret by which the realm signs what only it reads. */
public final class RealmChallenges {
    /** Response header by which a client learns its next challenge (draft section 6.2). */
    public static final String CHALLENGE = "OAuth-Client-Attestation-Challenge";
    /** The same in combined mode (RFC 9449 section 8). */
    public static final String DPOP_NONCE = "DPoP-Nonce";

    private RealmChallenges() {}

    public static Challenges of(KeycloakSession session) {
        RealmModel realm = session.getContext().getRealm();
        String algorithm = Constants.INTERNAL_SIGNATURE_ALGORITHM;
        // Asking for the active key also makes one in a realm that has none.
        KeyWrapper active = session.keys().getActiveKey(realm, KeyUse.SIG, algorithm);
        Stream<KeyWrapper> former = session.keys()
                .getKeysStream(realm, KeyUse.SIG, algorithm)
                .filter(key -> !key.getKid().equals(active.getKid()));
        return new Challenges(
                realm.getId(),
                Stream.concat(Stream.of(active), former)
                        .map(KeyWrapper::getSecretKey)
                        .toList());
    }
}
