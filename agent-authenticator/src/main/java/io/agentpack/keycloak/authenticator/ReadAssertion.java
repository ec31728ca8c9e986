package io.agentpack.keycloak.authenticator;

import io.agentpack.keycloak.authenticator.attester.Carrier;
import io.agentpack.keycloak.authenticator.evidence.SentBearer;
import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.RefusedException;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.List;
import java.util.Optional;
import org.keycloak.OAuth2Constants;
import org.keycloak.http.HttpRequest;

/** Takes bearer evidence out of the request's form: each parameter exactly once (RFC 7521 section 4.2, RFC 6749 section 3.2). */
final class ReadAssertion {
    private ReadAssertion() {}

    /** Empty when the form holds no assertion. */
    static Optional<SentBearer> in(HttpRequest request) {
        return SentForm.isIn(request) ? in(request.getDecodedFormParameters()) : Optional.empty();
    }

    static Optional<SentBearer> in(MultivaluedMap<String, String> form) {
        if (!form.containsKey(OAuth2Constants.CLIENT_ASSERTION)
                && !form.containsKey(OAuth2Constants.CLIENT_ASSERTION_TYPE)) {
            return Optional.empty();
        }
        String assertion = one(form, OAuth2Constants.CLIENT_ASSERTION);
        Carrier carrier = Carrier.ofAssertion(one(form, OAuth2Constants.CLIENT_ASSERTION_TYPE))
                .orElseThrow(() -> refusal("client_assertion_type is not one of evidence"));
        return Optional.of(new SentBearer(carrier, assertion));
    }

    private static String one(MultivaluedMap<String, String> form, String name) {
        List<String> values = form.get(name);
        if (values == null || values.size() != 1) {
            throw refusal("not exactly one " + name);
        }
        return values.get(0);
    }

    private static RefusedException refusal(String reason) {
        return new RefusedException(Refusal.EVIDENCE_INVALID, reason);
    }
}
