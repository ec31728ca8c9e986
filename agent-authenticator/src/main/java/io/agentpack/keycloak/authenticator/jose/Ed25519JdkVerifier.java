package io.agentpack.keycloak.authenticator.jose;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.impl.BaseJWSProvider;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Set;

/** EdDSA with Ed25519 (RFC 8037) by the JDK. Nimbus' own verifier needs Tink, which would be one more library to ship. */
final class Ed25519JdkVerifier extends BaseJWSProvider implements JWSVerifier {
    /** SubjectPublicKeyInfo of an Ed25519 key up to the key itself (RFC 8410 section 4). */
    private static final byte[] SPKI_PREFIX = {0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00};

    private static final int KEY_LENGTH = 32;

    private final byte[] key;

    Ed25519JdkVerifier(OctetKeyPair key) throws JOSEException {
        super(Set.of(JWSAlgorithm.EdDSA));
        this.key = key.getDecodedX();
        if (!Curve.Ed25519.equals(key.getCurve()) || this.key.length != KEY_LENGTH) {
            throw new JOSEException("not an Ed25519 key");
        }
    }

    @Override
    public boolean verify(JWSHeader header, byte[] signed, Base64URL signature) {
        try {
            Signature ed25519 = Signature.getInstance("Ed25519");
            ed25519.initVerify(publicKey());
            ed25519.update(signed);
            return ed25519.verify(signature.decode());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private PublicKey publicKey() throws GeneralSecurityException {
        byte[] spki = Arrays.copyOf(SPKI_PREFIX, SPKI_PREFIX.length + KEY_LENGTH);
        System.arraycopy(key, 0, spki, SPKI_PREFIX.length, KEY_LENGTH);
        return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(spki));
    }
}
