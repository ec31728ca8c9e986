package io.agentpack.keycloak.it.refusals;

import static io.agentpack.keycloak.it.kit.oauth.ClientAuthentication.onlyClientId;

import io.agentpack.keycloak.it.kit.oauth.AgentInstance;
import io.agentpack.keycloak.it.kit.oauth.ClientAuthentication;
import io.agentpack.keycloak.it.kit.oauth.FormRequest;
import io.agentpack.keycloak.it.kit.oauth.Platform;
import io.agentpack.keycloak.it.kit.oauth.RegisteredClient;
import java.util.List;

/** What is in the request besides the evidence, or instead of it, or twice. */
final class RequestRows {
    private static final String ATTESTATION = "OAuth-Client-Attestation";
    private static final String PROOF = "OAuth-Client-Attestation-PoP";

    private final Cast cast;
    private final AgentInstance nightly;
    private final AgentInstance inPod;

    RequestRows(Cast cast) {
        this.cast = cast;
        this.nightly = cast.nightly;
        this.inPod = cast.realm.instanceOf("in-pod");
    }

    List<Row> rows() {
        return List.of(
                Row.missing("nothing but the name", onlyClientId("nightly")),
                Row.missing("a secret", onlyClientId("nightly").and(request -> request.param("client_secret", "s"))),
                Row.missing("a secret in the header", new RegisteredClient("nightly", "secret", null)),
                Row.missing("a DPoP proof alone", onlyClientId("nightly").and(nightly.dpopProof())),
                Row.invalid("the attestation alone", without(PROOF), "header OAuth-Client-Attestation-PoP is missing"),
                Row.invalid("the proof alone", without(ATTESTATION), "header OAuth-Client-Attestation is missing"),
                Row.invalid("the attestation twice", again(ATTESTATION), "OAuth-Client-Attestation is there twice"),
                Row.invalid("the proof twice", again(PROOF), "OAuth-Client-Attestation-PoP is there twice"),
                Row.invalid(
                        "the attestation twice, in small letters",
                        nightly.and(request -> request.header(
                                "oauth-client-attestation",
                                nightly.attestation().sign())),
                        "OAuth-Client-Attestation is there twice"),
                Row.invalid(
                        "in another agent's name",
                        named("picky", nightly),
                        "sub is not what the agent's evidence must"),
                Row.nobody("in nobody's name", named("nobody", nightly), "client_not_found"),
                Row.nobody("in the name of an app", named("app", nightly), "invalid_client_credentials"),
                Row.nobody(
                        "in the name of an agent that is switched off",
                        cast.realm.instanceOf("other"),
                        "client_disabled"),
                Row.nobody("evidence of nobody, without a name", unnamed("nobody"), "client_not_found"),
                Row.nobody("evidence without subject or name", unnamed(null), "client_not_found"),
                Row.nobody("evidence of an app, without a name", unnamed("app"), "client_not_found"),
                Row.nobody("evidence of a subject with a NUL, without a name", unnamed("a\0b"), "client_not_found"),
                Row.nobody("nothing at all", request -> {}, "client_not_found"),
                Row.invalid(
                        "a user name that can't be decoded",
                        request -> request.header("Authorization", "Basic JXp6Ong=") // %zz:x
                                .header(ATTESTATION, nightly.attestation().sign())
                                .header(PROOF, "x"),
                        "proof: not a compact JWS"),
                Row.dpop("a token without a key", tokenAlone(), "no DPoP proof with bearer evidence"),
                form(
                        "the token twice",
                        request -> request.param("client_assertion", "x"),
                        "not exactly one client_assertion"),
                form(
                        "the type twice",
                        request -> request.param("client_assertion_type", Platform.JWT_BEARER),
                        "not exactly one client_assertion_type"),
                Row.invalid(
                        "a type without a token",
                        named("in-pod", request -> request.param("client_assertion_type", Platform.JWT_BEARER)),
                        "not exactly one client_assertion"),
                Row.invalid(
                        "a token without a type",
                        named("in-pod", request -> request.param("client_assertion", "x")),
                        "not exactly one client_assertion_type"),
                Row.invalid(
                        "a type of no evidence",
                        named("in-pod", typed("urn:ietf:params:oauth:client-assertion-type:saml2-bearer")),
                        "client_assertion_type is not one of evidence"),
                Row.invalid("an empty type", named("in-pod", typed("")), "client_assertion_type"),
                form(
                        "a token and an attestation",
                        request ->
                                request.header(ATTESTATION, inPod.attestation().sign()),
                        "two kinds of evidence in one request"),
                form(
                        "a token and a proof",
                        request -> request.header(
                                PROOF, inPod.proof(request.issuer()).sign()),
                        "two kinds of evidence in one request"));
    }

    private Row form(String name, ClientAuthentication more, String reason) {
        return Row.invalid(name, cast.cluster.vouchingFor(inPod).and(more), reason);
    }

    private ClientAuthentication again(String header) {
        return nightly.and(request -> request.header(header, value(request, header)));
    }

    private ClientAuthentication without(String header) {
        String other = header.equals(PROOF) ? ATTESTATION : PROOF;
        return request -> request.param("client_id", "nightly").header(other, value(request, other));
    }

    private String value(FormRequest request, String header) {
        return header.equals(PROOF)
                ? nightly.proof(request.issuer()).sign()
                : nightly.attestation().sign();
    }

    private ClientAuthentication tokenAlone() {
        return named("in-pod", request -> cast.cluster
                .assertion(cast.cluster.token(request.issuer()).sign())
                .authenticate(request));
    }

    private ClientAuthentication typed(String type) {
        return request -> request.param("client_assertion_type", type)
                .param("client_assertion", cast.cluster.token(request.issuer()).sign());
    }

    /** The name comes first, and Keycloak looks at the first. */
    private static ClientAuthentication named(String clientId, ClientAuthentication evidence) {
        return onlyClientId(clientId).and(evidence instanceof AgentInstance instance ? headers(instance) : evidence);
    }

    private static ClientAuthentication headers(AgentInstance instance) {
        return request -> request.header(ATTESTATION, instance.attestation().sign())
                .header(PROOF, instance.proof(request.issuer()).sign());
    }

    private ClientAuthentication unnamed(String subject) {
        return request -> request.header(
                        ATTESTATION,
                        (subject == null
                                        ? nightly.attestation().without("sub")
                                        : nightly.attestation().claim("sub", subject))
                                .sign())
                .header(PROOF, nightly.proof(request.issuer()).sign());
    }
}
