package io.agentpack.keycloak.it.refusals;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;

/** Keys of all sorts, each made once. */
final class Keys {
    static final RSAKey RSA = rsa(2048);
    static final RSAKey WEAK_RSA = rsa(1024);
    static final ECKey P384 = ec(Curve.P_384);
    static final ECKey P521 = ec(Curve.P_521);

    private Keys() {}

    private static RSAKey rsa(int bits) {
        try {
            return new RSAKeyGenerator(bits, true).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ECKey ec(Curve curve) {
        try {
            return new ECKeyGenerator(curve).generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
