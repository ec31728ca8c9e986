package io.agentpack.keycloak.it.kit.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.util.Map;
import java.util.UUID;

/** Keys for ES256. */
public final class SigningKey {
    static final JWSAlgorithm ALGORITHM = JWSAlgorithm.ES256;

    private SigningKey() {}

    public static ECKey fresh() {
        try {
            return new ECKeyGenerator(Curve.P_256)
                    .keyID(UUID.randomUUID().toString())
                    .algorithm(ALGORITHM)
                    .generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Its public members as JSON, without name and use: what cnf.jwk and a DPoP header carry. */
    static Map<String, Object> publicMembers(ECKey key) {
        return Map.of(
                "kty", "EC",
                "crv", key.getCurve().getName(),
                "x", key.getX().toString(),
                "y", key.getY().toString());
    }
}
