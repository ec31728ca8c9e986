package io.agentpack.keycloak.it.kit.oauth;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** One running copy of an agent: its own key, vouched for by an attester. Authenticates with attestation and PoP. */
public record AgentInstance(String clientId, String id, ECKey key, Attester attester) implements ClientAuthentication {

    static AgentInstance of(String clientId, Attester attester) {
        return new AgentInstance(clientId, UUID.randomUUID().toString(), SigningKey.fresh(), attester);
    }

    /** Another copy of the same agent, with a key of its own. */
    public AgentInstance another() {
        return of(clientId, attester);
    }

    @Override
    public void authenticate(FormRequest request) {
        presenting(UnaryOperator.identity(), UnaryOperator.identity()).authenticate(request);
    }

    /** Like this instance, with the evidence changed: each change gets the good draft. */
    public ClientAuthentication presenting(UnaryOperator<JwtDraft> attestation, UnaryOperator<JwtDraft> proof) {
        return request -> presenting(
                        attestation.apply(attestation()).sign(),
                        proof.apply(proof(request.issuer())).sign())
                .authenticate(request);
    }

    /** These very JWTs, e.g. for a replay. */
    public ClientAuthentication presenting(String attestation, String proof) {
        return request -> request.param("client_id", clientId)
                .header("OAuth-Client-Attestation", attestation)
                .header("OAuth-Client-Attestation-PoP", proof);
    }

    /** Combined mode (section 5.2): attestation and exactly one DPoP proof, no PoP. */
    public ClientAuthentication withDpop() {
        return request -> request.param("client_id", clientId)
                .header("OAuth-Client-Attestation", attestation().sign())
                .header("DPoP", dpop("POST", request.url()).sign());
    }

    /** Only the DPoP proof, to be added to another way of authenticating. */
    public ClientAuthentication dpopProof() {
        return request -> request.header("DPoP", dpop("POST", request.url()).sign());
    }

    /** {@link #authenticate} with this challenge in the proof. */
    public ClientAuthentication answering(String challenge) {
        return presenting(UnaryOperator.identity(), proof -> proof.claim("challenge", challenge));
    }

    public JwtDraft attestation() {
        return attester.attest(this);
    }

    /** Proof of possession for this server (section 5.1). */
    public JwtDraft proof(URI audience) {
        return JwtDraft.of("oauth-client-attestation-pop+jwt", key, SigningKey.ALGORITHM)
                .claim("aud", audience.toString())
                .claim("jti", UUID.randomUUID().toString())
                .claim("iat", Instant.now().getEpochSecond());
    }

    /** RFC 9449, 4.2. */
    public JwtDraft dpop(String method, URI url) {
        return JwtDraft.of("dpop+jwt", key, SigningKey.ALGORITHM)
                .header("jwk", SigningKey.publicMembers(key))
                .claim("jti", UUID.randomUUID().toString())
                .claim("htm", method)
                .claim("htu", url.toString())
                .claim("iat", Instant.now().getEpochSecond());
    }

    /** RFC 9449, 7.1: shows the key that this token is bound to. */
    public JwtDraft dpop(String method, URI url, String accessToken) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(accessToken.getBytes(StandardCharsets.US_ASCII));
            return dpop(method, url)
                    .claim("ath", Base64.getUrlEncoder().withoutPadding().encodeToString(hash));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What a token bound to this instance's key says in cnf.jkt. */
    public String thumbprint() {
        try {
            return key.computeThumbprint().toString();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
