package io.agentpack.keycloak.authenticator;

import io.agentpack.keycloak.authenticator.dpop.DpopHeader;
import io.agentpack.keycloak.authenticator.attester.Carrier;
import io.agentpack.keycloak.authenticator.evidence.SentBearer;
import io.agentpack.keycloak.authenticator.evidence.SentEvidence;
import org.keycloak.http.HttpRequest;
import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.RefusedException;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Optional;

/**
 * Takes the evidence out of the request: bearer evidence out of its form, else out of the headers: each header at most once (draft sections 7.1 and 7.2, step 1). A structured field of type Token
 * (RFC 9651 section 3.3.4) looks as the bare JWT does, and a list of them is none; so whatever else the fields hold is refused with the JWT.
 */
final class ReadEvidence {
    static final String ATTESTATION = "OAuth-Client-Attestation";
    static final String PROOF = "OAuth-Client-Attestation-PoP";

    private ReadEvidence() {}

    static SentEvidence in(HttpRequest request) {
        HttpHeaders headers = request.getHttpHeaders();
        return ReadAssertion.in(request).map(sent -> with(sent, headers)).orElseGet(() -> in(headers));
    }

    /** Bearer evidence goes with the key of a DPoP proof, and with no other evidence. */
    static SentEvidence with(SentBearer sent, HttpHeaders headers) {
        if (one(headers, ATTESTATION).isPresent() || one(headers, PROOF).isPresent()) {
            throw new RefusedException(Refusal.EVIDENCE_INVALID, "two kinds of evidence in one request");
        }
        Optional<String> dpop = DpopHeader.in(headers);
        if (dpop.isEmpty()) {
            throw new RefusedException(Refusal.DPOP_INVALID, "no DPoP proof with bearer evidence");
        }
        return new SentEvidence(sent.carrier(), sent.assertion(), Optional.empty(), dpop);
    }

    static SentEvidence in(HttpHeaders headers) {
        Optional<String> attestation = one(headers, ATTESTATION);
        Optional<String> proof = one(headers, PROOF);
        if (attestation.isEmpty() && proof.isEmpty()) {
            throw new RefusedException(Refusal.EVIDENCE_MISSING, "no client attestation in the request");
        }
        Optional<String> dpop = DpopHeader.in(headers);
        if (proof.isEmpty() && dpop.isEmpty()) {
            throw missing(PROOF);
        }
        return new SentEvidence(
                Carrier.HEADERS, attestation.orElseThrow(() -> missing(ATTESTATION)), proof, dpop);
    }

    private static Optional<String> one(HttpHeaders headers, String header) {
        List<String> values = headers.getRequestHeader(header);
        if (values == null || values.isEmpty()) {
            return Optional.empty();
        }
        if (values.size() > 1) {
            throw new RefusedException(Refusal.EVIDENCE_INVALID, "header " + header + " is there twice");
        }
        return Optional.of(values.get(0));
    }

    private static RefusedException missing(String header) {
        return new RefusedException(Refusal.EVIDENCE_INVALID, "header " + header + " is missing");
    }
}
