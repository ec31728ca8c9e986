package io.agentpack.keycloak.it.bench;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.agentpack.keycloak.it.kit.Json;
import io.agentpack.keycloak.it.kit.oauth.ClientAuthentication;
import io.agentpack.keycloak.it.kit.oauth.FormRequest;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The way of authenticating that costs an ordinary client as much as possible like an agent's: RFC 7523 with ES256. */
record PrivateKeyJwt(String clientId, ECKey key) implements ClientAuthentication {
    private static final int SECONDS = 60;

    @Override
    public void authenticate(FormRequest request) {
        request.param("client_id", clientId)
                .param("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
                .param("client_assertion", assertion(request.issuer().toString()));
    }

    /** As the client's settings in Keycloak. */
    Map<String, String> attributes() {
        return Map.of(
                "token.endpoint.auth.signing.alg",
                JWSAlgorithm.ES256.getName(),
                "use.jwks.string",
                "true",
                "jwks.string",
                Json.write(Map.of("keys", List.of(published().toJSONObject()))));
    }

    /** Keycloak takes only keys that say that they are for signatures. */
    private ECKey published() {
        return new ECKey.Builder(key.toPublicJWK()).keyUse(KeyUse.SIGNATURE).build();
    }

    private String assertion(String audience) {
        Instant now = Instant.now();
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(),
                new JWTClaimsSet.Builder()
                        .issuer(clientId)
                        .subject(clientId)
                        .audience(audience)
                        .jwtID(UUID.randomUUID().toString())
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plusSeconds(SECONDS)))
                        .build());
        try {
            jwt.sign(new ECDSASigner(key));
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
        return jwt.serialize();
    }
}
