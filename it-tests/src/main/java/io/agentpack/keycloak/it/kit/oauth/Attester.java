package io.agentpack.keycloak.it.kit.oauth;

import com.nimbusds.jose.jwk.ECKey;
import io.agentpack.keycloak.it.kit.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Vouches for agent instances: a client attester (draft-ietf-oauth-attestation-based-client-auth, section 4).
 *
 * @param name what agents' settings refer to
 */
public record Attester(String name, String issuer, ECKey key) {

    public static Attester named(String name) {
        return new Attester(name, "https://" + name + ".example.org", SigningKey.fresh());
    }

    /** An agent instance with a key of its own that this attester vouches for. */
    public AgentInstance instanceOf(String clientId) {
        return AgentInstance.of(clientId, this);
    }

    /** The attestation for this instance, five minutes good; change what should be wrong, then sign. */
    public JwtDraft attest(AgentInstance instance) {
        long now = Instant.now().getEpochSecond();
        return JwtDraft.of("oauth-client-attestation+jwt", key, SigningKey.ALGORITHM)
                .header("kid", key.getKeyID())
                .claim("iss", issuer)
                .claim("sub", instance.clientId())
                .claim("iat", now)
                .claim("exp", now + 300)
                .claim("cnf", Map.of("jwk", SigningKey.publicMembers(instance.key())))
                .claim("client_instance_id", instance.id());
    }

    /** The public key, as a JWK set. */
    public String jwks() {
        return Json.write(Map.of("keys", List.of(key.toPublicJWK().toJSONObject())));
    }

    /** How the realm comes to trust it: a key provider component (contract, section 2). */
    public Map<String, Object> component() {
        return component(Map.of());
    }

    /** With other settings, or more of them. */
    public Map<String, Object> component(Map<String, ?> more) {
        Map<String, Object> config = Json.object(
                "enabled", List.of("true"),
                "issuer", List.of(issuer),
                "jwks", List.of(jwks()),
                "format", List.of("client-attestation"),
                "algorithms", List.of("ES256"),
                "environments", List.of("development", "staging"),
                "localities", List.of("local", "remote"));
        config.putAll(more);
        return Json.object(
                "name",
                name,
                "providerId",
                "agent-attester",
                "providerType",
                "org.keycloak.keys.KeyProvider",
                "config",
                config);
    }
}
