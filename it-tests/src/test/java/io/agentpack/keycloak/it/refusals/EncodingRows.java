package io.agentpack.keycloak.it.refusals;

import com.nimbusds.jose.util.Base64URL;
import io.agentpack.keycloak.it.kit.oauth.AgentInstance;
import io.agentpack.keycloak.it.kit.oauth.JwtDraft;
import io.agentpack.keycloak.it.kit.oauth.RawJwt;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** How an attestation is written: everything that is no compact JWS of two JSON objects that can be read in one way only. */
final class EncodingRows {
    private static final String COMPACT = "not a compact JWS";
    private static final String JSON = "not a JSON object";

    private final AgentInstance nightly;

    EncodingRows(Cast cast) {
        this.nightly = cast.nightly;
    }

    /** The signature is good for these bytes. */
    List<Row> json() {
        return List.of(
                claims("sub twice", json -> "{\"sub\":\"other\"," + json.substring(1), JSON),
                claims("sub twice, the same", json -> "{\"sub\":\"nightly\"," + json.substring(1), JSON),
                claims("exp twice", json -> json.replace("\"exp\":", "\"exp\":1,\"exp\":"), JSON),
                claims("a member twice inside cnf", json -> json.replace("\"jwk\":", "\"jwk\":{},\"jwk\":"), JSON),
                claims("sub twice, once escaped", json -> "{\"\\u0073ub\":\"other\"," + json.substring(1), JSON),
                claims("something behind", json -> json + "{}", JSON),
                claims("a NUL behind", json -> json + "\0", JSON),
                claims("a comment", json -> "/* */" + json, JSON),
                claims("a comma too much", json -> json.replace("\"iat\":", ",\"iat\":"), JSON),
                claims("single quotes", json -> json.replace('"', '\''), JSON),
                claims("NaN", json -> json.replaceFirst("\"iat\":\\d+", "\"iat\":NaN"), JSON),
                claims("a byte order mark", json -> "\uFEFF" + json, JSON),
                claims("a list", json -> "[" + json + "]", JSON),
                claims("a text", json -> "\"nightly\"", JSON),
                claims("null", json -> "null", JSON),
                claims("too deep", json -> "{\"x\":" + "[".repeat(40) + "]".repeat(40) + "," + json.substring(1), JSON),
                claims("cut off", json -> json.substring(0, json.length() - 1), JSON),
                bytes("Latin-1", jwt -> "{\"é\":1}".getBytes(StandardCharsets.ISO_8859_1), "not UTF-8"),
                bytes(
                        "UTF-16",
                        jwt -> new String(jwt.claims(), StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_16),
                        "not UTF-8"),
                bytes(
                        "an overlong slash",
                        jwt -> new byte[] {'{', '"', (byte) 0xc0, (byte) 0xaf, '"', '}'},
                        "not UTF-8"),
                bytes(
                        "half of a surrogate pair",
                        jwt -> new byte[] {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'},
                        "not UTF-8"),
                header("alg twice", json -> "{\"alg\":\"none\"," + json.substring(1), JSON),
                header("typ twice", json -> "{\"typ\":\"JWT\"," + json.substring(1), JSON),
                header("header a list", json -> "[]", JSON),
                header("header empty", json -> "{}", "typ is not"));
    }

    List<Row> forms() {
        return List.of(
                text("nonsense", jwt -> "nonsense", COMPACT),
                text("two parts", jwt -> jwt.substring(0, jwt.lastIndexOf('.')), COMPACT),
                text("four parts", jwt -> jwt + ".AAAA", COMPACT),
                text("five parts, as a JWE", jwt -> jwt + ".AAAA.AAAA", COMPACT),
                text("with disclosures", jwt -> jwt + "~WyJhIl0~", COMPACT),
                text("detached claims", jwt -> jwt.replaceFirst("\\.[^.]+\\.", ".."), COMPACT),
                text("as JSON", EncodingRows::asJson, COMPACT),
                text("padded", jwt -> jwt + "==", COMPACT),
                text("ordinary base64", jwt -> jwt.replaceFirst("[-_A-Z]", "+"), COMPACT),
                text("in quotes", jwt -> "\"" + jwt + "\"", COMPACT),
                text("as a byte sequence", jwt -> ":" + jwt + ":", COMPACT),
                text("with a parameter", jwt -> jwt + ";v=1", COMPACT),
                text("with a scheme", jwt -> "Bearer " + jwt, COMPACT),
                text("a list of one", jwt -> jwt + ",", COMPACT),
                text("a list of two", jwt -> jwt + ", " + jwt, COMPACT),
                text("a blank inside", jwt -> jwt.replaceFirst("\\.", ". "), COMPACT),
                text("a tab inside", jwt -> jwt.replaceFirst("\\.", "\t."), COMPACT),
                text("percent-encoded", jwt -> jwt.replace(".", "%2E"), COMPACT),
                text("no base64url: one character too much", jwt -> jwt.replaceFirst("\\.", "A."), ""),
                text("a JWT in the JWT", EncodingRows::nested, COMPACT),
                claims("a JWT as the claims", json -> nightly.attestation().sign(), JSON),
                claims(
                        "longer than 16 kB",
                        json -> json.replaceFirst("\\{", "{\"x\":\"" + "x".repeat(12_000) + "\","),
                        "longer than 16 kB"));
    }

    private static String asJson(String jwt) {
        String[] parts = jwt.split("\\.");
        return "{\"protected\":\"" + parts[0] + "\",\"payload\":\"" + parts[1] + "\",\"signature\":\"" + parts[2]
                + "\"}";
    }

    private static String nested(String jwt) {
        return Base64URL.encode("{\"alg\":\"none\"}") + "." + Base64URL.encode(jwt) + ".";
    }

    private Row claims(String name, UnaryOperator<String> change, String reason) {
        return raw(name, raw -> raw.claims(change), reason);
    }

    private Row header(String name, UnaryOperator<String> change, String reason) {
        return raw(name, raw -> raw.header(change), reason);
    }

    private Row bytes(String name, Function<RawJwt, byte[]> claims, String reason) {
        return raw(name, raw -> raw.claims(claims.apply(raw)), reason);
    }

    private Row raw(String name, UnaryOperator<RawJwt> change, String reason) {
        return row(name, jwt -> change.apply(jwt.raw()).sign(), reason);
    }

    private Row text(String name, UnaryOperator<String> change, String reason) {
        return row(name, jwt -> change.apply(jwt.sign()), reason);
    }

    private Row row(String name, Function<JwtDraft, String> made, String reason) {
        return Row.invalid(name, Shown.attestation(nightly, made), reason);
    }
}
