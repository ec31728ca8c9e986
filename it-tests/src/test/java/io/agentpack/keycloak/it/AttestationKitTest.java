package io.agentpack.keycloak.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import io.agentpack.keycloak.it.kit.oauth.AgentInstance;
import io.agentpack.keycloak.it.kit.oauth.Attester;
import io.agentpack.keycloak.it.kit.oauth.Tokens;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** What the kit signs is what the draft asks for; what it spoils is spoilt. */
class AttestationKitTest {
    private final Attester attester = Attester.named("acme");
    private final AgentInstance planner = attester.instanceOf("planner");

    @Test
    void attestsWithAKeyOfItsJwksAndBindsTheInstance() throws Exception {
        SignedJWT attestation = SignedJWT.parse(planner.attestation().sign());

        ECKey published = JWKSet.parse(attester.jwks())
                .getKeyByKeyId(attestation.getHeader().getKeyID())
                .toECKey();
        assertThat(published.isPrivate()).isFalse();
        assertThat(attestation.verify(new ECDSAVerifier(published))).isTrue();
        assertThat(attestation.getJWTClaimsSet().getSubject()).isEqualTo("planner");
        assertThat(ECKey.parse(Tokens.claims(attestation.serialize())
                                .at("/cnf/jwk")
                                .toString())
                        .computeThumbprint())
                .hasToString(planner.thumbprint());
    }

    @Test
    void provesPossession() throws Exception {
        SignedJWT proof = SignedJWT.parse(
                planner.proof(URI.create("https://kc.example/realms/r")).sign());

        assertThat(proof.getHeader().getType()).hasToString("oauth-client-attestation-pop+jwt");
        assertThat(proof.verify(new ECDSAVerifier(planner.key().toPublicJWK()))).isTrue();
    }

    @Test
    void spoilsWhatATestWantsSpoilt() throws Exception {
        SignedJWT forged = SignedJWT.parse(planner.attestation()
                .header("typ", "JWT")
                .claim("sub", "somebody")
                .without("exp")
                .signedBy(planner.key())
                .sign());

        assertThat(forged.verify(new ECDSAVerifier(attester.key().toPublicJWK())))
                .isFalse();
        assertThat(forged.getHeader().getType()).hasToString("JWT");
        assertThat(forged.getJWTClaimsSet().getExpirationTime()).isNull();
        assertThat(planner.attestation().unsigned()).endsWith(".");
    }
}
