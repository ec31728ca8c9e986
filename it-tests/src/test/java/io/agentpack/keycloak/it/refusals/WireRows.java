package io.agentpack.keycloak.it.refusals;

import io.agentpack.keycloak.it.kit.RawRequest;
import io.agentpack.keycloak.it.kit.oauth.AgentInstance;
import java.net.URI;
import java.util.List;
import java.util.function.UnaryOperator;

/** Bytes on the wire: sizes, encodings and line ends. */
final class WireRows {
    private static final String ATTESTATION = "OAuth-Client-Attestation: ";
    private static final String PROOF = "OAuth-Client-Attestation-PoP: ";
    private static final String COMPACT = "not a compact JWS";
    private static final String FORM = "grant_type=client_credentials&scope=mail%3Asend&client_id=nightly";
    private static final String MEGABYTE = "A".repeat(1024 * 1024);

    private final Cast cast;
    private final AgentInstance nightly;

    WireRows(Cast cast) {
        this.cast = cast;
        this.nightly = cast.nightly;
    }

    RawRequest good() {
        return request(UnaryOperator.identity(), UnaryOperator.identity()).form(FORM);
    }

    List<WireRow> sizes() {
        return List.of(
                WireRow.byServer("an attestation of 1 MB", () -> attestation(jwt -> jwt + MEGABYTE), 431),
                WireRow.byServer("a proof of 1 MB", () -> proof(jwt -> jwt + MEGABYTE), 431),
                WireRow.byServer("a DPoP proof of 1 MB", () -> good().line("DPoP: " + MEGABYTE), 431),
                WireRow.byServer("an attestation of 70 kB", () -> attestation(jwt -> jwt + "A".repeat(70_000)), 431),
                WireRow.byServer("the attestation a thousand times", () -> many(1000), 431),
                WireRow.invalid("the attestation twenty times", () -> many(20), "is there twice"),
                WireRow.byServer("a token of 3 MB", () -> token("A".repeat(3 * 1024 * 1024)), 413));
    }

    List<WireRow> encodings() {
        return List.of(
                WireRow.invalid("bytes that are no UTF-8", () -> attestation(jwt -> jwt + "\u00ff\u00fe"), COMPACT),
                WireRow.invalid(
                        "an invisible character", () -> attestation(jwt -> "\u00e2\u0080\u008b" + jwt), COMPACT),
                WireRow.invalid(
                        "a proof that is no UTF-8", () -> proof(jwt -> "\u00c3\u0028" + jwt), "proof: " + COMPACT),
                WireRow.invalid("a line that goes on in the next", () -> attestation(jwt -> jwt + "\r\n x"), COMPACT),
                WireRow.invalid("an empty attestation", () -> attestation(jwt -> ""), COMPACT),
                WireRow.invalid("blanks", () -> attestation(jwt -> "   "), COMPACT),
                WireRow.byServer("a NUL", () -> attestation(jwt -> jwt + "\0"), 400),
                new WireRow(
                        "names with underscores",
                        () -> new RawRequest(url())
                                .line(ATTESTATION.replace('-', '_')
                                        + nightly.attestation().sign())
                                .line(PROOF.replace('-', '_')
                                        + nightly.proof(cast.realm.issuer()).sign())
                                .form(FORM),
                        401,
                        "invalid_client",
                        "no client attestation in the request"),
                WireRow.invalid("a token that is no UTF-8", () -> token("%FF%FE"), "assertion: " + COMPACT),
                WireRow.invalid("a token with a NUL", () -> token("a%00b"), "assertion: " + COMPACT));
    }

    /** The token endpoint takes forms. What can't be read as a type at all fails in a filter of Keycloak's own, whatever the endpoint. */
    List<WireRow> types() {
        return List.of(
                WireRow.byServer("a form said to be JSON", () -> type("application/json"), 400),
                WireRow.byServer("a form said to be text", () -> type("text/plain"), 400),
                WireRow.byServer("a form said to be of parts", () -> type("multipart/form-data"), 400),
                new WireRow(
                        "a form of a type that is none",
                        () -> type("application/x-www-form-urlencoded/x"),
                        401,
                        "invalid_client",
                        ""));
    }

    private RawRequest type(String type) {
        return request(UnaryOperator.identity(), UnaryOperator.identity())
                .line("Content-Type: " + type)
                .body(FORM);
    }

    private RawRequest many(int times) {
        RawRequest request = good();
        for (int i = 0; i < times; i++) {
            request.line(ATTESTATION + nightly.attestation().sign());
        }
        return request;
    }

    private RawRequest token(String encoded) {
        return new RawRequest(url())
                .line("DPoP: "
                        + cast.realm.instanceOf("in-pod").dpop("POST", url()).sign())
                .form("grant_type=client_credentials&client_id=in-pod"
                        + "&client_assertion_type=urn%3Aietf%3Aparams%3Aoauth%3Aclient-assertion-type%3Ajwt-bearer"
                        + "&client_assertion=" + encoded);
    }

    private RawRequest attestation(UnaryOperator<String> change) {
        return request(change, UnaryOperator.identity()).form(FORM);
    }

    private RawRequest proof(UnaryOperator<String> change) {
        return request(UnaryOperator.identity(), change).form(FORM);
    }

    private RawRequest request(UnaryOperator<String> attestation, UnaryOperator<String> proof) {
        return new RawRequest(url())
                .line(ATTESTATION + attestation.apply(nightly.attestation().sign()))
                .line(PROOF + proof.apply(nightly.proof(cast.realm.issuer()).sign()));
    }

    private URI url() {
        return cast.realm.tokens().url("/protocol/openid-connect/token");
    }
}
