package io.agentpack.keycloak.it.refusals;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.RSAKey;
import io.agentpack.keycloak.it.kit.Json;
import io.agentpack.keycloak.it.kit.oauth.AgentInstance;
import io.agentpack.keycloak.it.kit.oauth.JwtDraft;
import io.agentpack.keycloak.it.kit.oauth.SigningKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The JOSE header of a client attestation, and what it says about the key and the algorithm. */
final class AttestationHeaderRows {
    private static final String TYPE = "typ is not";
    private static final String ALGORITHM = "alg is not allowed";
    private static final String SIGNATURE = "has not signed this";
    private static final String HEADER = "has a header that is not allowed";

    private final AgentInstance nightly;
    private final AgentInstance byRsa;
    private final RSAKey rsa;
    private final ECKey stranger = SigningKey.fresh();
    private final String strangersKeys;

    /** @param strangersKeys an address where the stranger's own key set is, which nobody may ask for */
    AttestationHeaderRows(Cast cast, String strangersKeys) {
        this.nightly = cast.nightly;
        this.rsa = cast.rsa;
        this.byRsa = cast.realm.instanceOf("by-rsa");
        this.strangersKeys = strangersKeys;
    }

    List<Row> types() {
        return List.of(
                row("no typ", jwt -> jwt.withoutHeader("typ"), TYPE),
                row("typ null", jwt -> jwt.header("typ", null), TYPE),
                row("typ empty", jwt -> jwt.header("typ", ""), TYPE),
                row("typ JWT", jwt -> jwt.header("typ", "JWT"), TYPE),
                row("typ of an access token", jwt -> jwt.header("typ", "at+jwt"), TYPE),
                row("typ of a proof", jwt -> jwt.header("typ", "oauth-client-attestation-pop+jwt"), TYPE),
                row("typ of a DPoP proof", jwt -> jwt.header("typ", "dpop+jwt"), TYPE),
                row("typ in capitals", jwt -> jwt.header("typ", "OAUTH-CLIENT-ATTESTATION+JWT"), TYPE),
                row("typ as media type", jwt -> jwt.header("typ", "application/oauth-client-attestation+jwt"), TYPE),
                row("typ a list", jwt -> jwt.header("typ", List.of("oauth-client-attestation+jwt")), TYPE),
                row("typ of a WIT-SVID", jwt -> jwt.header("typ", "wit+jwt"), "issues other evidence"));
    }

    List<Row> algorithms() {
        byte[] publicKey = Json.write(nightly.attester().key().toPublicJWK().toJSONObject())
                .getBytes(StandardCharsets.UTF_8);
        return List.of(
                row("no alg", jwt -> jwt.withoutHeader("alg"), ALGORITHM),
                sent("alg none, not signed", JwtDraft::unsigned, "not a compact JWS"),
                row("alg none, signed", jwt -> jwt.header("alg", "none"), ALGORITHM),
                row("alg NonE", jwt -> jwt.header("alg", "NonE"), ALGORITHM),
                row("alg es256", jwt -> jwt.header("alg", "es256"), ALGORITHM),
                row("alg a list", jwt -> jwt.header("alg", List.of("ES256")), ALGORITHM),
                row("alg a number", jwt -> jwt.header("alg", 256), ALGORITHM),
                row("alg HS256", jwt -> jwt.header("alg", "HS256"), ALGORITHM),
                sent(
                        "a MAC with the attester's public key",
                        jwt -> jwt.header("alg", "HS256").raw().mac(publicKey),
                        ALGORITHM),
                row("alg ES256K", jwt -> jwt.header("alg", "ES256K"), ALGORITHM),
                row("alg ES512", jwt -> jwt.header("alg", "ES512"), ALGORITHM),
                row("alg ES384 with a key of P-256", jwt -> jwt.header("alg", "ES384"), "may not use ES384"),
                row("alg EdDSA", jwt -> jwt.header("alg", "EdDSA"), "may not use EdDSA"),
                row("RS256 with a key of one's own", jwt -> jwt.signedBy(rsa, "RS256"), "may not use RS256"));
    }

    /** The attester's key is RSA, and RS256 and PS256 are what it may use. */
    List<Row> rsaAlgorithms() {
        return List.of(
                byRsa(
                        "a MAC with the public key in DER",
                        jwt -> jwt.header("alg", "HS256").raw().mac(der()),
                        ALGORITHM),
                byRsa("RS512", jwt -> jwt.header("alg", "RS512").sign(), ALGORITHM),
                byRsa(
                        "alg PS256, signed RS256",
                        jwt -> jwt.header("alg", "PS256").sign(),
                        SIGNATURE),
                byRsa(
                        "alg ES256, signed by a stranger",
                        jwt -> jwt.signedBy(stranger, "ES256").sign(),
                        "may not use"),
                byRsa("another RSA key", jwt -> jwt.signedBy(Keys.RSA, "RS256").sign(), SIGNATURE));
    }

    List<Row> keys() {
        Map<String, Object> own = stranger.toPublicJWK().toJSONObject();
        return List.of(
                row("signed by a stranger", jwt -> jwt.signedBy(stranger), SIGNATURE),
                row("signed by the instance itself", jwt -> jwt.signedBy(nightly.key()), SIGNATURE),
                row("kid of no key", jwt -> jwt.header("kid", "another"), "has no such key"),
                row("kid empty", jwt -> jwt.header("kid", ""), "has no such key"),
                row("kid a path", jwt -> jwt.header("kid", "../../../dev/null"), "has no such key"),
                row("kid a statement", jwt -> jwt.header("kid", "' or 1=1 --"), "has no such key"),
                row("kid a number", jwt -> jwt.header("kid", 1), "kid is not a string"),
                row("kid null", jwt -> jwt.header("kid", null), "kid is not a string"),
                row("brings its key along", jwt -> jwt.signedBy(stranger).header("jwk", own), SIGNATURE),
                row(
                        "brings its key along, without kid",
                        jwt -> jwt.signedBy(stranger).withoutHeader("kid").header("jwk", own),
                        SIGNATURE),
                row("jku", jwt -> jwt.signedBy(stranger).header("jku", strangersKeys), SIGNATURE),
                row(
                        "jku, and kid of the key there",
                        jwt -> jwt.signedBy(stranger)
                                .header("jku", strangersKeys)
                                .header("kid", stranger.getKeyID()),
                        "has no such key"),
                row("x5u", jwt -> jwt.signedBy(stranger).header("x5u", strangersKeys), SIGNATURE),
                row("x5c of nobody", jwt -> jwt.signedBy(stranger).header("x5c", List.of("AAAA")), SIGNATURE),
                row("x5c a text", jwt -> jwt.header("x5c", "AAAA"), "x5c is not a list of strings"),
                row("x5c of numbers", jwt -> jwt.header("x5c", List.of(1)), "x5c is not a list of strings"),
                row("neither iss nor kid", jwt -> jwt.without("iss").withoutHeader("kid"), "names neither"));
    }

    List<Row> extensions() {
        return List.of(
                row("crit of something known", jwt -> jwt.header("crit", List.of("exp")), HEADER),
                row(
                        "crit of something unknown",
                        jwt -> jwt.header("crit", List.of("x")).header("x", 1),
                        HEADER),
                row("crit empty", jwt -> jwt.header("crit", List.of()), HEADER),
                row("crit null", jwt -> jwt.header("crit", null), HEADER),
                row("b64 false", jwt -> jwt.header("b64", false), HEADER),
                row("b64 true", jwt -> jwt.header("b64", true), HEADER),
                row("zip", jwt -> jwt.header("zip", "DEF"), HEADER),
                row("enc", jwt -> jwt.header("enc", "A256GCM"), HEADER),
                row("cty of a nested JWT", jwt -> jwt.header("cty", "JWT"), HEADER));
    }

    /** What a signature may look like. */
    List<Row> signatures() {
        return List.of(
                sent("no signature", jwt -> jwt.raw().signature(new byte[0]), "not a compact JWS"),
                sent("nothing but zeros", jwt -> jwt.raw().signature(new byte[64]), SIGNATURE),
                sent("one bit different", AttestationHeaderRows::oneBitDifferent, SIGNATURE),
                sent("cut off", jwt -> jwt.sign().substring(0, jwt.sign().length() - 8), SIGNATURE),
                sent("with something behind it", jwt -> jwt.sign() + "AAAA", SIGNATURE),
                sent("that of another attestation", this::anothersSignature, SIGNATURE));
    }

    private String anothersSignature(JwtDraft jwt) {
        String other = jwt.claim("iat", Cast.now() - 1).sign();
        return jwt.raw().signature(new byte[0]) + other.substring(other.lastIndexOf('.') + 1);
    }

    private static String oneBitDifferent(JwtDraft jwt) {
        String signed = jwt.sign();
        byte[] signature = java.util.Base64.getUrlDecoder().decode(signed.substring(signed.lastIndexOf('.') + 1));
        byte[] changed = Arrays.copyOf(signature, signature.length);
        changed[7] ^= 1;
        return jwt.raw().signature(changed);
    }

    private byte[] der() {
        try {
            return rsa.toRSAPublicKey().getEncoded();
        } catch (com.nimbusds.jose.JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private Row row(String name, UnaryOperator<JwtDraft> change, String reason) {
        return Row.invalid(name, nightly.presenting(change, UnaryOperator.identity()), reason);
    }

    private Row sent(String name, Function<JwtDraft, String> made, String reason) {
        return Row.invalid(name, Shown.attestation(nightly, made), reason);
    }

    private Row byRsa(String name, Function<JwtDraft, String> made, String reason) {
        return Row.invalid(name, Shown.attestation(byRsa, jwt -> made.apply(rsaSigned(jwt))), reason);
    }

    JwtDraft rsaSigned(JwtDraft jwt) {
        return jwt.claim("iss", "https://rsa.example.org")
                .signedBy(rsa, "RS256")
                .header("kid", rsa.getKeyID());
    }
}
