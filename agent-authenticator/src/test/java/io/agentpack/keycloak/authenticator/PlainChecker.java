package io.agentpack.keycloak.authenticator;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import io.agentpack.keycloak.authenticator.evidence.SentEvidence;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * What a reader of the drafts would write in an afternoon for one agent, one attester and ES256: independent of the pack's own reading, with the
 * JDK's signatures. It may refuse more, but whatever it refuses must not get in.
 */
final class PlainChecker {
    private static final List<String> PRIVATE = List.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final JsonNode attester;
    private final String attesterKeyId;
    private final long now;

    PlainChecker(JWK attester, long now) {
        ECKey key = attester.toECKey();
        this.attester = JSON.createObjectNode()
                .put("kty", "EC")
                .put("crv", "P-256")
                .put("x", key.getX().toString())
                .put("y", key.getY().toString());
        this.attesterKeyId = key.getKeyID();
        this.now = now;
    }

    private record Jwt(JsonNode header, JsonNode claims, String signed, byte[] signature) {}

    boolean admits(SentEvidence sent) {
        try {
            Jwt attestation = read(sent.attestation(), "oauth-client-attestation+jwt");
            JsonNode key = attestation.claims.path("cnf").path("jwk");
            boolean attested = isAttested(attestation) && isPublicKey(key);
            if (!attested) {
                return false;
            }
            boolean proven = sent.proof().isEmpty()
                    || isProof(read(sent.proof().get(), "oauth-client-attestation-pop+jwt"), key);
            if (sent.dpop().isEmpty()) {
                return proven && sent.proof().isPresent();
            }
            Jwt dpop = read(sent.dpop().get(), "dpop+jwt");
            boolean same = sent.proof().isPresent()
                    || thumbprint(dpop.header.path("jwk")).equals(thumbprint(key));
            return proven && isDpop(dpop) && same;
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private boolean isAttested(Jwt jwt) throws GeneralSecurityException {
        JsonNode claims = jwt.claims;
        return (!jwt.header.has("kid") || jwt.header.path("kid").asText().equals(attesterKeyId))
                && (!claims.has("iss") || is(claims, "iss", FuzzedEvidence.ISSUER))
                && is(claims, "sub", FuzzedEvidence.AGENT)
                && between(claims.path("iat"), now - 300, now + 10)
                && between(claims.path("exp"), now - 10, Long.MAX_VALUE)
                && isBegun(claims)
                && (!claims.has("ear") || is(claims.path("ear"), "ear.status", "affirming"))
                && isSigned(jwt, attester);
    }

    private boolean isProof(Jwt jwt, JsonNode key) throws GeneralSecurityException {
        JsonNode claims = jwt.claims;
        JsonNode audience = claims.path("aud");
        boolean forThisRealm = audience.isArray()
                ? audience.size() == 1 && audience.get(0).asText().equals(FuzzedEvidence.REALM)
                : is(claims, "aud", FuzzedEvidence.REALM);
        return forThisRealm
                && (!claims.has("iss") || is(claims, "iss", FuzzedEvidence.AGENT))
                && isName(claims.path("jti"))
                && (!claims.has("challenge") || isName(claims.path("challenge")))
                && isRecent(claims, 60)
                && isSigned(jwt, key);
    }

    private boolean isDpop(Jwt jwt) throws GeneralSecurityException {
        JsonNode claims = jwt.claims;
        JsonNode key = jwt.header.path("jwk");
        return isPublicKey(key)
                && is(claims, "htm", "POST")
                && claims.path("htu").isTextual()
                && claims.path("htu").asText().split("[?#]", 2)[0].equals(FuzzedEvidence.ENDPOINT)
                && isName(claims.path("jti"))
                && (!claims.has("nonce") || isName(claims.path("nonce")))
                && isRecent(claims, 20)
                && isSigned(jwt, key);
    }

    private boolean isRecent(JsonNode claims, int seconds) {
        return between(claims.path("iat"), now - seconds, now + 10)
                && isBegun(claims)
                && (!claims.has("exp") || between(claims.path("exp"), now - 10, Long.MAX_VALUE));
    }

    private boolean isBegun(JsonNode claims) {
        return !claims.has("nbf") || between(claims.path("nbf"), 0, now + 10);
    }

    private static Jwt read(String text, String type) throws IOException {
        if (!text.matches("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+") || text.length() > 16 * 1024) {
            throw new IOException("no JWS");
        }
        String[] parts = text.split("\\.");
        JsonNode header = object(parts[0]);
        boolean plain = List.of("crit", "b64", "enc", "zip", "cty").stream().noneMatch(header::has);
        if (!plain || !is(header, "typ", type) || !is(header, "alg", "ES256")) {
            throw new IOException("not of this kind");
        }
        return new Jwt(
                header,
                object(parts[1]),
                parts[0] + "." + parts[1],
                Base64.getUrlDecoder().decode(parts[2]));
    }

    private static JsonNode object(String part) throws IOException {
        byte[] bytes = Base64.getUrlDecoder().decode(part);
        String text = new String(bytes, StandardCharsets.UTF_8);
        JsonNode node = JSON.readTree(text);
        if (node == null || !node.isObject() || !Arrays.equals(bytes, text.getBytes(StandardCharsets.UTF_8))) {
            throw new IOException("no JSON object");
        }
        return node;
    }

    private static boolean isPublicKey(JsonNode jwk) {
        boolean verifies = !jwk.has("key_ops") || jwk.path("key_ops").toString().contains("\"verify\"");
        return is(jwk, "kty", "EC")
                && is(jwk, "crv", "P-256")
                && PRIVATE.stream().noneMatch(jwk::has)
                && (!jwk.has("use") || is(jwk, "use", "sig"))
                && (!jwk.has("alg") || is(jwk, "alg", "ES256"))
                && verifies;
    }

    private static boolean isSigned(Jwt jwt, JsonNode jwk) throws GeneralSecurityException {
        AlgorithmParameters p256 = AlgorithmParameters.getInstance("EC");
        p256.init(new ECGenParameterSpec("secp256r1"));
        ECPoint point = new ECPoint(number(jwk.path("x")), number(jwk.path("y")));
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initVerify(KeyFactory.getInstance("EC")
                .generatePublic(new ECPublicKeySpec(point, p256.getParameterSpec(ECParameterSpec.class))));
        signature.update(jwt.signed.getBytes(StandardCharsets.US_ASCII));
        return signature.verify(jwt.signature);
    }

    private static BigInteger number(JsonNode base64) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(base64.asText()));
    }

    private static String thumbprint(JsonNode jwk) throws GeneralSecurityException {
        String members = "{\"crv\":\"" + jwk.path("crv").asText() + "\",\"kty\":\""
                + jwk.path("kty").asText() + "\",\"x\":\"" + jwk.path("x").asText() + "\",\"y\":\""
                + jwk.path("y").asText() + "\"}";
        return Base64.getUrlEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(members.getBytes(StandardCharsets.UTF_8)));
    }

    private static boolean is(JsonNode object, String member, String text) {
        return object.path(member).isTextual() && object.path(member).asText().equals(text);
    }

    private static boolean isName(JsonNode node) {
        return node.isTextual() && !node.asText().isBlank() && node.asText().length() <= 256;
    }

    private static boolean between(JsonNode node, long least, long most) {
        return node.isNumber() && node.asDouble() >= least && node.asDouble() <= most;
    }
}
