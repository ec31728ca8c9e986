package io.agentpack.keycloak.it.refusals;

import static io.agentpack.keycloak.it.refusals.Cast.now;

import io.agentpack.keycloak.it.kit.oauth.AgentInstance;
import io.agentpack.keycloak.it.kit.oauth.ClientAuthentication;
import io.agentpack.keycloak.it.kit.oauth.JwtDraft;
import io.agentpack.keycloak.it.kit.oauth.SigningKey;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** DPoP proofs (RFC 9449), beside a proof of possession and instead of it: the same faults are the same refusals. */
final class DpopRows {
    private static final String ALGORITHM = "DPoP proof: alg is not allowed";
    private static final String TARGET = "htu is not the address of the request";

    private final AgentInstance nightly;
    private final AgentInstance bound;
    private final boolean combined;
    private final Map<String, Object> publicKey;

    DpopRows(Cast cast, boolean combined) {
        this.nightly = cast.nightly;
        this.bound = cast.realm.instanceOf("bound");
        this.combined = combined;
        this.publicKey = nightly.key().toPublicJWK().toJSONObject();
    }

    ClientAuthentication good() {
        return shown(JwtDraft::sign);
    }

    List<Row> headers() {
        byte[] key = nightly.key().toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
        return List.of(
                row("DPoP without typ", jwt -> jwt.withoutHeader("typ"), "typ is not dpop+jwt"),
                row("DPoP with typ JWT", jwt -> jwt.header("typ", "JWT"), "typ is not dpop+jwt"),
                row(
                        "DPoP with typ of a proof of possession",
                        jwt -> jwt.header("typ", "oauth-client-attestation-pop+jwt"),
                        "typ is not dpop+jwt"),
                sent("DPoP not signed", JwtDraft::unsigned, "not a compact JWS"),
                sent("DPoP with a MAC", jwt -> jwt.header("alg", "HS256").raw().mac(key), ALGORITHM),
                row("DPoP with alg of another curve", jwt -> jwt.header("alg", "ES384"), "not signed with the key"),
                row("DPoP signed by another", jwt -> jwt.signedBy(SigningKey.fresh()), "not signed with the key"),
                row("DPoP without jwk", jwt -> jwt.withoutHeader("jwk"), "jwk is missing or not an object"),
                row("DPoP with jwk a text", jwt -> jwt.header("jwk", "key"), "jwk is missing or not an object"),
                row(
                        "DPoP with a private key",
                        jwt -> jwt.header("jwk", nightly.key().toJSONObject()),
                        "a key is private"),
                row(
                        "DPoP with a symmetric key",
                        jwt -> jwt.header("jwk", Map.of("kty", "oct", "k", "AA")),
                        "symmetric"),
                row(
                        "DPoP with a weak key",
                        jwt -> jwt.header("jwk", Keys.WEAK_RSA.toPublicJWK().toJSONObject()),
                        "shorter than 2048"),
                row(
                        "DPoP with a key for encryption",
                        jwt -> jwt.header("jwk", with("use", "enc")),
                        "not meant to verify"),
                row("DPoP with a key on no curve", jwt -> jwt.header("jwk", with("crv", "P-521")), "on a curve that"),
                row("DPoP with an empty key", jwt -> jwt.header("jwk", Map.of()), "of a kind that is not supported"),
                row("DPoP with crit", jwt -> jwt.header("crit", List.of("htu")), "has a header that is not allowed"),
                row("DPoP with b64", jwt -> jwt.header("b64", false), "has a header that is not allowed"));
    }

    List<Row> claims() {
        return List.of(
                row("DPoP for GET", jwt -> jwt.claim("htm", "GET"), "htm is not the method"),
                row("DPoP without htm", jwt -> jwt.without("htm"), "htm is missing"),
                row("DPoP with htm a list", jwt -> jwt.claim("htm", List.of("POST")), "htm is not a string"),
                row("DPoP without htu", jwt -> jwt.without("htu"), "htu is missing"),
                row("DPoP for another path", jwt -> htu(jwt, "/token", "/token/introspect"), TARGET),
                row("DPoP for another realm", jwt -> htu(jwt, "/evidence-refusals/", "/master/"), TARGET),
                row("DPoP for another scheme", jwt -> htu(jwt, "http:", "https:"), TARGET),
                row("DPoP for another host", jwt -> htu(jwt, "127.0.0.1", "localhost"), TARGET),
                row("DPoP for a path with dots", jwt -> htu(jwt, "/token", "/x/../token"), TARGET),
                row("DPoP for an encoded path", jwt -> htu(jwt, "/token", "/%74oken"), TARGET),
                row("DPoP for no address", jwt -> jwt.claim("htu", "a b"), "htu is not an address"),
                row("DPoP for a long address", jwt -> jwt.claim("htu", "http://" + "a".repeat(2050)), "htu is longer"),
                row("DPoP without jti", jwt -> jwt.without("jti"), "jti is missing"),
                row("DPoP with jti a number", jwt -> jwt.claim("jti", 1), "jti is not a string"),
                row("DPoP without iat", jwt -> jwt.without("iat"), "iat is missing"),
                row("DPoP with iat a text", jwt -> jwt.claim("iat", "" + now()), "iat is not a time"),
                row("DPoP of a minute ago", jwt -> jwt.claim("iat", now() - 60), "iat is too long ago"),
                row("DPoP from the future", jwt -> jwt.claim("iat", now() + 60), "iat is in the future"),
                row("DPoP expired", jwt -> jwt.claim("exp", now() - 60), "expired"),
                row("DPoP with nonce a number", jwt -> jwt.claim("nonce", 1), "nonce is not a string"),
                row("DPoP with sub an object", jwt -> jwt.claim("sub", Map.of()), "Keycloak reads it differently"),
                row("DPoP with nbf a text", jwt -> jwt.claim("nbf", "now"), "nbf is not a time"));
    }

    List<Row> forms() {
        return List.of(
                sent("DPoP nonsense", jwt -> "nonsense", "not a compact JWS"),
                sent("DPoP empty", jwt -> "", "not a compact JWS"),
                sent("two DPoP proofs in one header", jwt -> jwt.sign() + ", " + jwt.sign(), "not a compact JWS"),
                sent(
                        "DPoP with htu twice",
                        jwt -> jwt.raw()
                                .claims(json -> "{\"htu\":\"http://x\"," + json.substring(1))
                                .sign(),
                        "not a JSON object"),
                sent(
                        "DPoP with jwk twice",
                        jwt -> jwt.raw()
                                .header(json -> "{\"jwk\":{}," + json.substring(1))
                                .sign(),
                        "not a JSON object"),
                sent(
                        "DPoP longer than 16 kB",
                        jwt -> jwt.claim("x", "x".repeat(12_300)).sign(),
                        "longer than 16 kB"),
                Row.dpop(
                        "the header DPoP twice",
                        good().and(request -> request.header(
                                "DPoP", nightly.dpop("POST", request.url()).sign())),
                        "header DPoP is there twice"));
    }

    /** Where the two ways differ. */
    List<Row> modes() {
        AgentInstance another = nightly.another();
        return combined
                ? List.of(
                        Row.invalid(
                                "combined: another key than the attested one",
                                Shown.combined(nightly, UnaryOperator.identity(), jwt -> jwt.signedBy(another.key())
                                        .header(
                                                "jwk",
                                                another.key().toPublicJWK().toJSONObject())
                                        .sign()),
                                "DPoP proof: not of the key of the attestation"),
                        Row.invalid(
                                "combined: an attestation of another copy",
                                Shown.combined(
                                        nightly,
                                        jwt -> jwt.claim(
                                                "cnf",
                                                Map.of(
                                                        "jwk",
                                                        another.key()
                                                                .toPublicJWK()
                                                                .toJSONObject())),
                                        JwtDraft::sign),
                                "DPoP proof: not of the key of the attestation"),
                        Row.invalid(
                                "combined: an attestation without a key",
                                Shown.combined(nightly, jwt -> jwt.without("cnf"), JwtDraft::sign),
                                "cnf is missing"),
                        Row.stale(
                                "combined: an old attestation",
                                Shown.combined(nightly, jwt -> jwt.claim("iat", now() - 400), JwtDraft::sign),
                                "older than"),
                        Row.challenge(
                                "combined: a nonce that nobody gave out",
                                Shown.combined(nightly, UnaryOperator.identity(), jwt -> jwt.claim("nonce", "made-up")
                                        .sign()),
                                "answers no challenge of this realm"))
                : List.of(
                        Row.dpop("none where tokens must be bound", bound, "must be sender-constrained"),
                        Row.invalid(
                                "a DPoP proof does not make up for a bad proof",
                                Shown.proof(nightly, jwt -> jwt.claim("aud", "https://x")
                                                .sign())
                                        .and(nightly.dpopProof()),
                                "proof: aud is not this realm"));
    }

    private static JwtDraft htu(JwtDraft jwt, String part, String other) {
        return jwt.claim("htu", jwt.claims().get("htu").toString().replace(part, other));
    }

    private Map<String, Object> with(String member, Object value) {
        Map<String, Object> jwk = new HashMap<>(publicKey);
        jwk.put(member, value);
        return jwk;
    }

    private Row row(String name, UnaryOperator<JwtDraft> change, String reason) {
        return sent(name, jwt -> change.apply(jwt).sign(), reason);
    }

    private Row sent(String name, Function<JwtDraft, String> made, String reason) {
        return Row.dpop((combined ? "combined: " : "") + name, shown(made), reason);
    }

    private ClientAuthentication shown(Function<JwtDraft, String> made) {
        return combined ? Shown.combined(nightly, UnaryOperator.identity(), made) : Shown.dpop(nightly, made);
    }
}
