package io.agentpack.keycloak.it.kit.oauth;

import com.nimbusds.jose.jwk.ECKey;
import io.agentpack.keycloak.it.kit.Json;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * A platform that tells its workloads who they are by tokens without a key: bearer evidence (contract, section 3).
 *
 * @param name what agents' settings refer to
 * @param claims what it says about a workload
 */
public record Platform(String name, String format, String issuer, ECKey key, Map<String, Object> claims) {
    public static final String JWT_BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    public static final String JWT_SPIFFE = "urn:ietf:params:oauth:client-assertion-type:jwt-spiffe";

    public static Platform of(String name, String format, String issuer, Map<String, Object> claims) {
        return new Platform(name, format, issuer, SigningKey.fresh(), claims);
    }

    /** A token as the platform gives it to the workload, for this realm alone; change what should be wrong, then sign. */
    public JwtDraft token(URI audience) {
        long now = Instant.now().getEpochSecond();
        JwtDraft token = JwtDraft.of("JWT", key, SigningKey.ALGORITHM)
                .header("kid", key.getKeyID())
                .claim("iss", issuer)
                .claim("aud", List.of(audience.toString()))
                .claim("jti", UUID.randomUUID().toString())
                .claim("iat", now)
                .claim("nbf", now)
                .claim("exp", now + 300);
        for (Map.Entry<String, Object> claim : claims.entrySet()) {
            token = token.claim(claim.getKey(), claim.getValue());
        }
        return token;
    }

    /** The instance shows a token of this platform and proves its own key. */
    public ClientAuthentication vouchingFor(AgentInstance instance) {
        return vouchingFor(instance, UnaryOperator.identity());
    }

    public ClientAuthentication vouchingFor(AgentInstance instance, UnaryOperator<JwtDraft> change) {
        return request -> assertion(change.apply(token(request.issuer())).sign())
                .and(instance.dpopProof())
                .and(ClientAuthentication.onlyClientId(instance.clientId()))
                .authenticate(request);
    }

    /** This very token and nothing else. */
    public ClientAuthentication assertion(String token) {
        return request -> request.param("client_assertion_type", format.equals("jwt-svid") ? JWT_SPIFFE : JWT_BEARER)
                .param("client_assertion", token);
    }

    /** Its keys; a SPIFFE bundle where it is SPIFFE's (Trust Domain and Bundle, section 4). */
    public String jwks() {
        Map<String, Object> jwk = new HashMap<>(key.toPublicJWK().toJSONObject());
        if (!format.endsWith("-svid")) {
            return Json.write(Map.of("keys", List.of(jwk)));
        }
        jwk.put("use", format);
        jwk.remove("alg");
        Map<String, Object> ofX509 =
                new HashMap<>(SigningKey.fresh().toPublicJWK().toJSONObject());
        ofX509.put("use", "x509-svid");
        ofX509.remove("kid");
        return Json.write(
                Json.object("keys", List.of(ofX509, jwk), "spiffe_sequence", 12_345, "spiffe_refresh_hint", 300));
    }

    /** How the realm comes to trust it (contract, section 2), with some more settings. */
    public Map<String, Object> component(Map<String, ?> more) {
        Map<String, Object> config = Json.object(
                "enabled", List.of("true"),
                "issuer", List.of(issuer),
                "jwks", List.of(jwks()),
                "format", List.of(format),
                "algorithms", List.of("ES256"),
                "environments", List.of("development"),
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
