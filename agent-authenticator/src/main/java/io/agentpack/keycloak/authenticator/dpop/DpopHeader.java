package io.agentpack.keycloak.authenticator.dpop;

import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.RefusedException;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Optional;

/** Takes the DPoP proof out of the request headers: there may be one (RFC 9449 section 4.3, step 1). */
public final class DpopHeader {
    static final String NAME = "DPoP";

    private DpopHeader() {}

    /** @throws RefusedException {@link Refusal#DPOP_INVALID} when there are several */
    public static Optional<String> in(HttpHeaders headers) {
        List<String> values = headers.getRequestHeader(NAME);
        if (values == null || values.isEmpty()) {
            return Optional.empty();
        }
        if (values.size() > 1) {
            throw new RefusedException(Refusal.DPOP_INVALID, "header " + NAME + " is there twice");
        }
        return Optional.of(values.get(0));
    }
}
