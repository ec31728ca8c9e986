package io.agentpack.keycloak.authenticator;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.util.JSONObjectUtils;
import io.agentpack.keycloak.authenticator.jose.Forge;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Attestations and proofs that are right until something is changed in them: in a part, under the signature, or in the text as sent. */
final class FuzzedEvidence {
    static final Instant NOW = Instant.ofEpochSecond(1_795_000_000);
    static final String AGENT = "planner";
    static final String ISSUER = "https://attester.example";
    static final String REALM = "https://id.example/realms/lab";
    static final String ENDPOINT = REALM + "/protocol/openid-connect/token";
    static final JWK ATTESTER = Forge.key("ES256", "a1");

    private static final JWK INSTANCE = Forge.key("ES256", "i1");
    private static final List<JWK> KEYS = List.of(ATTESTER, INSTANCE, Forge.key("ES256", "i2"));
    private static final long SECONDS = NOW.getEpochSecond();
    private static final List<String> STRANGE = List.of(
            "crit",
            "b64",
            "cty",
            "jku",
            "x5c",
            "ear",
            "nonce",
            "challenge",
            "nbf",
            "bound_subject",
            "binary_id",
            "client_instance_id",
            "ath");

    private final Random random;

    FuzzedEvidence(Random random) {
        this.random = random;
    }

    String attestation() {
        return changed(
                Map.of("typ", "oauth-client-attestation+jwt", "alg", "ES256", "kid", "a1"),
                Map.of(
                        "iss",
                        ISSUER,
                        "sub",
                        AGENT,
                        "iat",
                        SECONDS - 5,
                        "exp",
                        SECONDS + 295,
                        "cnf",
                        Map.of("jwk", INSTANCE.toPublicJWK().toJSONObject())),
                ATTESTER);
    }

    String proof() {
        return changed(
                Map.of("typ", "oauth-client-attestation-pop+jwt", "alg", "ES256"),
                Map.of("aud", REALM, "jti", "p-" + random.nextLong(), "iat", SECONDS - 1),
                INSTANCE);
    }

    String dpop() {
        return changed(
                Map.of(
                        "typ", "dpop+jwt",
                        "alg", "ES256",
                        "jwk", INSTANCE.toPublicJWK().toJSONObject()),
                Map.of("jti", "d-" + random.nextLong(), "htm", "POST", "htu", ENDPOINT, "iat", SECONDS - 1),
                INSTANCE);
    }

    /** The text, in most cases untouched. */
    String spoiled(String text) {
        int at = random.nextInt(text.length());
        return switch (random.nextInt(24)) {
            case 0 -> text.substring(0, at) + odd().toString() + text.substring(at);
            case 1 -> text.substring(0, at) + text.substring(at + 1);
            case 2 -> text.substring(0, at) + (char) ('!' + random.nextInt(94)) + text.substring(at + 1);
            case 3 -> text.substring(0, at);
            case 4 -> text + List.of("=", ".", " ", ", " + text, "A").get(random.nextInt(5));
            default -> text;
        };
    }

    /** Under a good signature, in most cases: of the right key, in half of them with nothing changed. */
    private String changed(Map<String, Object> header, Map<String, Object> claims, JWK key) {
        Map<String, Object> changedHeader = new HashMap<>(header);
        Map<String, Object> changedClaims = new HashMap<>(claims);
        for (int change = Math.max(0, random.nextInt(6) - 2); change > 0; change--) {
            change(random.nextInt(3) == 0 ? changedHeader : changedClaims);
        }
        JWK signer = random.nextInt(20) == 0 ? KEYS.get(random.nextInt(KEYS.size())) : key;
        if (random.nextInt(20) == 0) {
            String json = JSONObjectUtils.toJSONString(changedClaims);
            return Forge.raw(JSONObjectUtils.toJSONString(changedHeader), spoiledJson(json), signer);
        }
        return Forge.jwt(changedHeader, changedClaims, signer);
    }

    private String spoiledJson(String json) {
        return switch (random.nextInt(5)) {
            case 0 -> "{\"iat\":" + SECONDS + "," + json.substring(1);
            case 1 -> json + "{}";
            case 2 -> "[" + json + "]";
            case 3 -> json.replace("\"", "'");
            default -> "{\"\\u0069at\":1," + json.substring(1);
        };
    }

    private void change(Map<String, Object> members) {
        List<String> names = List.copyOf(members.keySet());
        String name = names.isEmpty() || random.nextInt(4) == 0
                ? STRANGE.get(random.nextInt(STRANGE.size()))
                : names.get(random.nextInt(names.size()));
        Object value = members.get(name);
        switch (random.nextInt(6)) {
            case 0 -> members.remove(name);
            case 1 -> members.put(name, odd());
            case 2 -> members.put(name, value instanceof String text ? text + odd() : odd());
            case 3 -> members.put(name, value == null ? odd() : List.of(value));
            default -> members.put(name, inside(value));
        }
    }

    /** Keys are two levels down. */
    private Object inside(Object value) {
        if (value instanceof Number number) {
            return number.longValue() + random.nextInt(1_000) - 500;
        }
        if (!(value instanceof Map<?, ?> map)) {
            return value == null ? odd() : value;
        }
        Map<Object, Object> copy = new HashMap<>(map);
        if (copy.get("jwk") != null && random.nextInt(4) != 0) {
            copy.put("jwk", inside(copy.get("jwk")));
            return copy;
        }
        if (copy.containsKey("kty") && random.nextInt(3) == 0) {
            return KEYS.get(random.nextInt(KEYS.size())).toPublicJWK().toJSONObject();
        }
        List<String> members =
                List.of("kty", "crv", "x", "y", "d", "use", "alg", "key_ops", "kid", "jwk", "x5c", "n", "exp");
        copy.put(members.get(random.nextInt(members.size())), odd());
        return copy;
    }

    private Object odd() {
        return switch (random.nextInt(14)) {
            case 0 -> "";
            case 1 -> 0;
            case 2 -> -1.5e300;
            case 3 -> true;
            case 4 -> Map.of();
            case 5 -> List.of();
            case 6 -> REALM;
            case 7 -> SECONDS;
            case 8 -> "sig";
            case 9 -> "ES256";
            case 10 -> "none";
            case 11 -> List.of("verify");
            case 12 -> "\u0000";
            default -> "AQAB";
        };
    }
}
