package io.agentpack.keycloak.it.refusals;

import com.nimbusds.jose.util.Base64URL;
import io.agentpack.keycloak.it.kit.oauth.AgentInstance;
import io.agentpack.keycloak.it.kit.oauth.ClientAuthentication;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Keycloak;
import java.util.List;
import java.util.function.Consumer;

/** What was used before, and challenges that are not good: forged, of another realm, spent. */
final class ReuseRows {
    private final Cast cast;
    private final AgentInstance nightly;
    private final AgentInstance challenged;

    ReuseRows(Cast cast) {
        this.cast = cast;
        this.nightly = cast.nightly;
        this.challenged = cast.realm.instanceOf("challenged");
    }

    ClientAuthentication good() {
        return request -> challenged.answering(cast.realm.tokens().challenge()).authenticate(request);
    }

    /** @param admitted what is to be let in beforehand */
    List<Row> rows(Consumer<ClientAuthentication> admitted) {
        String attestation = nightly.attestation().sign();
        String proof = nightly.proof(cast.realm.issuer()).sign();
        String spent = cast.realm.tokens().challenge();
        String dpop = nightly.dpop("POST", cast.realm.tokens().url("/protocol/openid-connect/token"))
                .sign();
        admitted.accept(nightly.presenting(attestation, proof));
        admitted.accept(challenged.answering(spent));
        admitted.accept(nightly.and(request -> request.header("DPoP", dpop)));
        return List.of(
                Row.invalid("a proof again", nightly.presenting(attestation, proof), "proof: used before"),
                Row.invalid(
                        "a proof again, with another attestation",
                        nightly.presenting(nightly.attestation().sign(), proof),
                        "proof: used before"),
                Row.dpop("a DPoP proof again", nightly.and(request -> request.header("DPoP", dpop)), "used before"),
                Row.dpop(
                        "a DPoP proof again, as the only one",
                        request -> request.param("client_id", "nightly")
                                .header("OAuth-Client-Attestation", attestation)
                                .header("DPoP", dpop),
                        "DPoP proof: used before"),
                Row.challenge("a challenge again", challenged.answering(spent), "challenge: used before"),
                Row.challenge("another's challenge", nightly.answering(spent), "challenge: used before"),
                Row.challenge("no challenge", challenged, "proof: without a challenge"),
                Row.challenge("no nonce", challenged.withDpop(), "proof: without a challenge"),
                unknown("made up", "made-up"),
                unknown("made up for whom it is optional", nightly, "made-up"),
                unknown("of the right length", "A".repeat(55)),
                unknown("one bit different", oneBitDifferent(cast.realm.tokens().challenge(), 12)),
                unknown("of another time", oneBitDifferent(cast.realm.tokens().challenge(), 8)),
                unknown("cut off", cast.realm.tokens().challenge().substring(0, 40)),
                unknown("padded", cast.realm.tokens().challenge() + "="),
                unknown("no base64url", "%".repeat(55)),
                unknown(
                        "of another realm",
                        challengeOf(TestRealm.in(Keycloak.shared(), "refusals-other")
                                .create())));
    }

    private static String challengeOf(TestRealm other) {
        return other.tokens().challenge();
    }

    private Row unknown(String name, String challenge) {
        return unknown(name, challenged, challenge);
    }

    private static Row unknown(String name, AgentInstance agent, String challenge) {
        return Row.challenge("a challenge " + name, agent.answering(challenge), "answers no challenge of this realm");
    }

    private static String oneBitDifferent(String challenge, int index) {
        byte[] bytes = new Base64URL(challenge).decode();
        bytes[index] ^= 1;
        return Base64URL.encode(bytes).toString();
    }
}
