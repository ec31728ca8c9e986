package io.agentpack.keycloak.it.refusals;

import static io.agentpack.keycloak.it.refusals.Cast.now;

import io.agentpack.keycloak.it.kit.oauth.AgentInstance;
import io.agentpack.keycloak.it.kit.oauth.JwtDraft;
import io.agentpack.keycloak.it.kit.oauth.SigningKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The proof of possession that goes with an attestation without a fault. */
final class ProofRows {
    private static final String TYPE = "proof: typ is not oauth-client-attestation-pop+jwt";
    private static final String ALGORITHM = "proof: alg is not allowed";
    private static final String SIGNATURE = "proof: not signed with the key of the attestation";
    private static final String AUDIENCE = "proof: aud is not this realm alone";
    private static final String HEADER = "proof: has a header that is not allowed";
    private static final String COMPACT = "proof: not a compact JWS";

    private final AgentInstance nightly;
    private final String realm;

    ProofRows(Cast cast) {
        this.nightly = cast.nightly;
        this.realm = cast.realm.issuer().toString();
    }

    List<Row> headers() {
        byte[] publicKey = nightly.key().toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
        Map<String, Object> own = nightly.key().toPublicJWK().toJSONObject();
        return List.of(
                row("proof without typ", jwt -> jwt.withoutHeader("typ"), TYPE),
                row("proof with typ JWT", jwt -> jwt.header("typ", "JWT"), TYPE),
                row("proof with typ of an attestation", jwt -> jwt.header("typ", "oauth-client-attestation+jwt"), TYPE),
                row("proof with typ of a DPoP proof", jwt -> jwt.header("typ", "dpop+jwt"), TYPE),
                row("proof with typ of a workload proof", jwt -> jwt.header("typ", "wpt+jwt"), TYPE),
                row("proof without alg", jwt -> jwt.withoutHeader("alg"), ALGORITHM),
                sent("proof not signed", JwtDraft::unsigned, COMPACT),
                sent(
                        "proof with a MAC of the public key",
                        jwt -> jwt.header("alg", "HS256").raw().mac(publicKey),
                        ALGORITHM),
                row("proof with alg ES512", jwt -> jwt.header("alg", "ES512"), ALGORITHM),
                row("proof with alg of another curve", jwt -> jwt.header("alg", "ES384"), SIGNATURE),
                row("proof with alg of another kind of key", jwt -> jwt.header("alg", "RS256"), SIGNATURE),
                row("proof signed on another curve", jwt -> jwt.signedBy(Keys.P384, "ES384"), SIGNATURE),
                row(
                        "proof signed by the attester",
                        jwt -> jwt.signedBy(nightly.attester().key()),
                        SIGNATURE),
                row("proof signed by another copy", jwt -> jwt.signedBy(SigningKey.fresh()), SIGNATURE),
                row(
                        "proof that brings another key along",
                        jwt -> jwt.signedBy(nightly.attester().key())
                                .header(
                                        "jwk",
                                        nightly.attester().key().toPublicJWK().toJSONObject()),
                        SIGNATURE),
                row(
                        "proof of another copy, with the key of this",
                        jwt -> jwt.signedBy(SigningKey.fresh()).header("jwk", own),
                        SIGNATURE),
                row("proof with crit", jwt -> jwt.header("crit", List.of("aud")), HEADER),
                row("proof with b64", jwt -> jwt.header("b64", false), HEADER),
                row("proof with cty", jwt -> jwt.header("cty", "JWT"), HEADER),
                row("proof with kid a number", jwt -> jwt.header("kid", 1), "proof: kid is not a string"));
    }

    List<Row> claims() {
        return List.of(
                row("proof without aud", jwt -> jwt.without("aud"), AUDIENCE),
                row("proof with aud null", jwt -> jwt.claim("aud", null), AUDIENCE),
                row("proof with aud empty", jwt -> jwt.claim("aud", ""), AUDIENCE),
                row("proof with aud a number", jwt -> jwt.claim("aud", 1), "proof: aud is not a string"),
                row(
                        "proof with aud an object",
                        jwt -> jwt.claim("aud", Map.of("a", realm)),
                        "proof: aud is not a string"),
                row("proof for nobody", jwt -> jwt.claim("aud", List.of()), AUDIENCE),
                row("proof for another server", jwt -> jwt.claim("aud", "https://elsewhere.example.org"), AUDIENCE),
                row(
                        "proof for another realm",
                        jwt -> jwt.claim("aud", realm.replace("evidence-refusals", "master")),
                        AUDIENCE),
                row("proof for a realm of which this is the start", jwt -> jwt.claim("aud", realm + "2"), AUDIENCE),
                row("proof for the realm with a slash", jwt -> jwt.claim("aud", realm + "/"), AUDIENCE),
                row(
                        "proof for the token endpoint",
                        jwt -> jwt.claim("aud", realm + "/protocol/openid-connect/token"),
                        AUDIENCE),
                row("proof for two", jwt -> jwt.claim("aud", List.of(realm, "https://x.example.org")), AUDIENCE),
                row("proof for the same twice", jwt -> jwt.claim("aud", List.of(realm, realm)), AUDIENCE),
                row("proof by another client", jwt -> jwt.claim("iss", "other"), "proof: iss is not the client"),
                row("proof with iss a list", jwt -> jwt.claim("iss", List.of("nightly")), "proof: iss is not a string"),
                row("proof without jti", jwt -> jwt.without("jti"), "proof: jti is missing"),
                row("proof with jti null", jwt -> jwt.claim("jti", null), "proof: jti is not a string"),
                row("proof with jti empty", jwt -> jwt.claim("jti", " "), "proof: jti is not a string"),
                row("proof with jti a number", jwt -> jwt.claim("jti", 1), "proof: jti is not a string"),
                row("proof with jti a list", jwt -> jwt.claim("jti", List.of("a")), "proof: jti is not a string"),
                row("proof with a long jti", jwt -> jwt.claim("jti", "x".repeat(257)), "proof: jti is longer than"),
                row("proof with a NUL in jti", jwt -> jwt.claim("jti", "a\0"), "proof: jti has control characters"),
                row("proof without iat", jwt -> jwt.without("iat"), "proof: iat is missing"),
                row("proof with iat a text", jwt -> jwt.claim("iat", "" + now()), "proof: iat is not a time"),
                row(
                        "proof with iat in milliseconds",
                        jwt -> jwt.claim("iat", now() * 1000),
                        "proof: iat is not a time"),
                row("proof of two minutes ago", jwt -> jwt.claim("iat", now() - 120), "proof: iat is too long ago"),
                row("proof of 1970", jwt -> jwt.claim("iat", 0), "proof: iat is too long ago"),
                row("proof from the future", jwt -> jwt.claim("iat", now() + 60), "proof: iat is in the future"),
                row("proof expired", jwt -> jwt.claim("exp", now() - 60), "proof: expired"),
                row("proof with exp a text", jwt -> jwt.claim("exp", "soon"), "proof: exp is not a time"),
                row("proof not begun", jwt -> jwt.claim("nbf", now() + 60), "proof: nbf is in the future"),
                row(
                        "proof with challenge a number",
                        jwt -> jwt.claim("challenge", 1),
                        "proof: challenge is not a string"),
                row(
                        "proof with a long challenge",
                        jwt -> jwt.claim("challenge", "x".repeat(257)),
                        "proof: challenge is longer than"));
    }

    List<Row> forms() {
        return List.of(
                sent("proof nonsense", jwt -> "nonsense", COMPACT),
                sent("proof without signature", jwt -> jwt.raw().signature(new byte[0]), COMPACT),
                sent("proof signed with zeros", jwt -> jwt.raw().signature(new byte[64]), SIGNATURE),
                sent("proof in quotes", jwt -> '"' + jwt.sign() + '"', COMPACT),
                sent("two proofs in one header", jwt -> jwt.sign() + ", " + jwt.sign(), COMPACT),
                sent(
                        "proof with jti twice",
                        jwt -> jwt.raw()
                                .claims(json -> "{\"jti\":\"a\"," + json.substring(1))
                                .sign(),
                        "proof: not a JSON object"),
                sent(
                        "proof that is no object",
                        jwt -> jwt.raw().claims(json -> "[" + json + "]").sign(),
                        "proof: not a JSON object"),
                sent(
                        "proof in Latin-1",
                        jwt -> jwt.raw()
                                .claims("{\"é\":1}".getBytes(StandardCharsets.ISO_8859_1))
                                .sign(),
                        "proof: not UTF-8"),
                sent(
                        "proof longer than 16 kB",
                        jwt -> jwt.claim("x", "x".repeat(12_300)).sign(),
                        "proof: longer than 16 kB"));
    }

    private Row row(String name, UnaryOperator<JwtDraft> change, String reason) {
        return sent(name, jwt -> change.apply(jwt).sign(), reason);
    }

    private Row sent(String name, Function<JwtDraft, String> made, String reason) {
        return Row.invalid(name, Shown.proof(nightly, made), reason);
    }
}
