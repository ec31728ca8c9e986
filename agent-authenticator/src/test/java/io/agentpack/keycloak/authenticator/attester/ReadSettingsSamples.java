package io.agentpack.keycloak.authenticator.attester;

import com.nimbusds.jose.jwk.JWK;
import java.util.List;
import java.util.Map;

/** Settings of attesters for tests of other packages. */
public final class ReadSettingsSamples {
    private ReadSettingsSamples() {}

    public static AttesterSettings clientAttestation(String name, String issuer, JWK key) {
        Map<String, List<String>> config = Map.of(
                AttesterSettings.ISSUER,
                List.of(issuer),
                AttesterSettings.JWKS,
                List.of("{\"keys\":[" + key.toPublicJWK().toJSONString() + "]}"));
        return new ReadSettings(name, config::get, false).read();
    }
}
