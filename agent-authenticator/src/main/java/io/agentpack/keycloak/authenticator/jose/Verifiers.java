package io.agentpack.keycloak.authenticator.jose;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import io.agentpack.keycloak.domain.LastUsed;
import java.security.Provider;
import java.util.Optional;
import org.keycloak.common.crypto.CryptoIntegration;

/** What verifies the signatures of a key. Kept for the keys used last: making one costs as much as using it. */
final class Verifiers {
    private static final LastUsed<JWK, Optional<JWSVerifier>> KEPT = new LastUsed<>(1024);

    private Verifiers() {}

    /** Empty for a kind of key that verifies nothing here. */
    static Optional<JWSVerifier> of(JWK key) {
        return KEPT.get(key, Verifiers::make);
    }

    private static Optional<JWSVerifier> make(JWK key) {
        try {
            if (key instanceof ECKey ec) {
                return Optional.of(ecdsa(ec));
            }
            if (key instanceof RSAKey rsa) {
                return Optional.of(new RSASSAVerifier(rsa));
            }
            return key instanceof OctetKeyPair okp ? Optional.of(new Ed25519JdkVerifier(okp)) : Optional.empty();
        } catch (JOSEException e) {
            return Optional.empty();
        }
    }

    /** By the provider that Keycloak itself verifies ECDSA with: on Java 17 the JDK's own takes more than ten times as long. */
    private static JWSVerifier ecdsa(ECKey key) throws JOSEException {
        if (!CryptoIntegration.isInitialised()) {
            return new ECDSAVerifier(key);
        }
        Provider keycloaks = CryptoIntegration.getProvider().getBouncyCastleProvider();
        ECDSAVerifier verifier = new ECDSAVerifier(key.toECPublicKey(keycloaks));
        verifier.getJCAContext().setProvider(keycloaks);
        return verifier;
    }
}
