package io.agentpack.keycloak.it.refusals;

import io.agentpack.keycloak.it.kit.Reply;
import io.agentpack.keycloak.it.kit.oauth.AgentInstance;
import io.agentpack.keycloak.it.kit.oauth.ClientAuthentication;
import io.agentpack.keycloak.it.kit.oauth.Platform;
import java.util.List;

/** One kind of token in the place of another: each is genuine. */
final class ConfusionRows {
    private static final String TYPE = "typ is not";
    private static final String OTHER = "issues other evidence";

    private final Cast cast;
    private final AgentInstance nightly;
    private final AgentInstance inPod;
    private final AgentInstance withSvid;

    ConfusionRows(Cast cast) {
        this.cast = cast;
        this.nightly = cast.nightly;
        this.inPod = cast.realm.instanceOf("in-pod");
        this.withSvid = cast.realm.instanceOf("with-svid");
    }

    /** @param own a token of the agent's own run */
    List<Row> rows(String own) {
        Reply signedIn = cast.signedIn;
        String attestation = nightly.attestation().sign();
        String proof = nightly.proof(cast.realm.issuer()).sign();
        String dpop = nightly.dpop("POST", cast.realm.tokens().url("/protocol/openid-connect/token"))
                .sign();
        String pod = cast.cluster.token(cast.realm.issuer()).sign();
        String svid = cast.spire.token(cast.realm.issuer()).sign();
        return List.of(
                pair("the two swapped", proof, attestation, TYPE),
                pair("the attestation as its own proof", attestation, attestation, "proof: " + TYPE),
                pair("the proof as its own attestation", proof, proof, "attestation: " + TYPE),
                pair("an access token as attestation", signedIn.accessToken(), proof, TYPE),
                pair("an ID token as attestation", signedIn.string("id_token"), proof, TYPE),
                pair("a refresh token as attestation", signedIn.string("refresh_token"), proof, TYPE),
                pair("its own run's token as attestation", own, proof, TYPE),
                pair("its own run's token as proof", attestation, own, "proof: " + TYPE),
                pair("a DPoP proof as proof", attestation, dpop, "proof: " + TYPE),
                pair("a pod's token as attestation", pod, proof, TYPE),
                pair("an SVID as attestation", svid, proof, TYPE),
                Row.dpop(
                        "a proof as DPoP proof",
                        nightly.presenting(
                                        attestation,
                                        nightly.proof(cast.realm.issuer()).sign())
                                .and(request -> request.header("DPoP", proof)),
                        TYPE),
                Row.dpop(
                        "its own run's token as DPoP proof", nightly.and(request -> request.header("DPoP", own)), TYPE),
                bearer("an attestation", Platform.JWT_BEARER, inPod, attestation, TYPE),
                bearer("a proof", Platform.JWT_BEARER, inPod, proof, TYPE),
                bearer("a DPoP proof", Platform.JWT_BEARER, inPod, dpop, TYPE),
                bearer("an attestation to SPIFFE", Platform.JWT_SPIFFE, withSvid, attestation, TYPE),
                bearer("a person's access token", Platform.JWT_BEARER, inPod, signedIn.accessToken(), "another issuer"),
                bearer("an ID token", Platform.JWT_BEARER, inPod, signedIn.string("id_token"), "another issuer"),
                bearer("its own run's token", Platform.JWT_BEARER, inPod, own, "another issuer"),
                bearer("a refresh token", Platform.JWT_BEARER, inPod, signedIn.string("refresh_token"), "alg is not"),
                bearer("a pod's token to SPIFFE", Platform.JWT_SPIFFE, inPod, pod, OTHER),
                bearer("an SVID as a platform's token", Platform.JWT_BEARER, withSvid, svid, OTHER),
                bearer(
                        "a workflow's token in a pod",
                        Platform.JWT_BEARER,
                        inPod,
                        cast.github.token(cast.realm.issuer()).sign(),
                        "another issuer"),
                Row.invalid("an attestation for whom a platform vouches", inPod, OTHER),
                Row.invalid(
                        "a pod's token for whom an attester vouches",
                        cast.cluster.vouchingFor(nightly),
                        "issues other evidence"));
    }

    private Row pair(String name, String attestation, String proof, String reason) {
        return Row.invalid(name, nightly.presenting(attestation, proof), reason);
    }

    private static Row bearer(String name, String type, AgentInstance instance, String assertion, String reason) {
        ClientAuthentication evidence = request -> request.param("client_id", instance.clientId())
                .param("client_assertion_type", type)
                .param("client_assertion", assertion)
                .by(instance.dpopProof());
        return Row.invalid(name + " as client_assertion", evidence, reason);
    }
}
