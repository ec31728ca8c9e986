package io.agentpack.keycloak.it.kit.signals;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.KeyConverter;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.agentpack.keycloak.it.kit.Http;
import java.net.URI;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What a careful receiver checks of a SET: RFC 8417, RFC 8935 and the contract, section 7. */
final class SetVerifier {
    private final URI issuer;
    private final String audience;
    /** Kept, as every receiver does: the issuer need not be up when its signals come. */
    private final Map<String, PublicKey> keys = new ConcurrentHashMap<>();

    SetVerifier(URI issuer, String audience) {
        this.issuer = issuer;
        this.audience = audience;
    }

    /** Throws with the reason if it isn't good. */
    void verify(String set) throws Exception {
        SignedJWT jwt = SignedJWT.parse(set);
        check(new JOSEObjectType("secevent+jwt").equals(jwt.getHeader().getType()), "typ");
        check(jwt.verify(new DefaultJWSVerifierFactory().createJWSVerifier(jwt.getHeader(), key(jwt))), "signature");
        JWTClaimsSet claims = jwt.getJWTClaimsSet();
        check(issuer.toString().equals(claims.getIssuer()), "iss");
        check(List.of(audience).equals(claims.getAudience()), "aud");
        check(claims.getJWTID() != null && claims.getIssueTime() != null, "jti and iat");
        check(claims.getClaim("events") != null, "events");
        // So that no SET can be taken for an access or ID token (CAEP interoperability profile).
        check(Set.of("sub", "exp").stream().allMatch(name -> claims.getClaim(name) == null), "no sub, no exp");
    }

    private PublicKey key(SignedJWT jwt) throws Exception {
        String id = jwt.getHeader().getKeyID();
        check(id != null, "kid");
        PublicKey known = keys.get(id);
        if (known != null) {
            return known;
        }
        JWKSet published = JWKSet.parse(Http.get(URI.create(issuer + "/protocol/openid-connect/certs"))
                .expect(200)
                .text());
        JWK key = published.getKeyByKeyId(id);
        check(key != null, "kid");
        keys.put(id, (PublicKey) KeyConverter.toJavaKeys(List.of(key)).get(0));
        return keys.get(id);
    }

    private static void check(boolean good, String what) {
        if (!good) {
            throw new IllegalArgumentException("SET refused: " + what);
        }
    }
}
