package io.agentpack.keycloak.it.kit.oauth;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import io.agentpack.keycloak.it.kit.Json;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** A JWT before it is signed: any header and any claim may be set, wrong ones too. */
public record JwtDraft(Map<String, Object> header, Map<String, Object> claims, JWK key, JWSAlgorithm algorithm) {

    static JwtDraft of(String type, JWK key, JWSAlgorithm algorithm) {
        return new JwtDraft(Json.object("typ", type, "alg", algorithm.getName()), Map.of(), key, algorithm);
    }

    public JwtDraft header(String name, Object value) {
        return new JwtDraft(with(header, name, value), claims, key, algorithm);
    }

    public JwtDraft claim(String name, Object value) {
        return new JwtDraft(header, with(claims, name, value), key, algorithm);
    }

    public JwtDraft withoutHeader(String name) {
        return new JwtDraft(without(header, name), claims, key, algorithm);
    }

    public JwtDraft without(String claim) {
        return new JwtDraft(header, without(claims, claim), key, algorithm);
    }

    /** By somebody else; the header stays. */
    public JwtDraft signedBy(JWK other) {
        return new JwtDraft(header, claims, other, algorithm);
    }

    /** By somebody else and with another algorithm, which the header names. */
    public JwtDraft signedBy(JWK other, String otherAlgorithm) {
        return new JwtDraft(with(header, "alg", otherAlgorithm), claims, other, JWSAlgorithm.parse(otherAlgorithm));
    }

    public String sign() {
        return raw().sign();
    }

    /** {@code alg: none} and an empty signature. */
    public String unsigned() {
        return header("alg", "none").raw().signature(new byte[0]);
    }

    /** Its bytes, to be spoiled. */
    public RawJwt raw() {
        return new RawJwt(
                Json.write(header).getBytes(StandardCharsets.UTF_8),
                Json.write(claims).getBytes(StandardCharsets.UTF_8),
                key,
                algorithm);
    }

    private static Map<String, Object> with(Map<String, Object> map, String name, Object value) {
        Map<String, Object> copy = new LinkedHashMap<>(map);
        copy.put(name, value);
        return copy;
    }

    private static Map<String, Object> without(Map<String, Object> map, String name) {
        Map<String, Object> copy = new LinkedHashMap<>(map);
        copy.remove(name);
        return copy;
    }
}
