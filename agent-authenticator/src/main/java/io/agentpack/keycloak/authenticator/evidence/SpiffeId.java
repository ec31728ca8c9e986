package io.agentpack.keycloak.authenticator.evidence;

import java.util.Optional;
import java.util.regex.Pattern;

/** Name of a workload (SPIFFE-ID sections 2 and 2.3), e.g. {@code spiffe://example.org/agent/planner}. */
record SpiffeId(String text) {
    private static final int MAX_LENGTH = 2048;
    private static final Pattern FORM =
            Pattern.compile("spiffe://[a-z0-9._-]{1,255}(/(?!\\.{1,2}(/|$))[A-Za-z0-9._-]+)+");

    /** Empty when it is none of a workload: without a path, or with something in it that could be read in two ways. */
    static Optional<SpiffeId> of(String text) {
        return text.length() <= MAX_LENGTH && FORM.matcher(text).matches()
                ? Optional.of(new SpiffeId(text))
                : Optional.empty();
    }

    boolean isIn(String trustDomain) {
        return text.startsWith(trustDomain.endsWith("/") ? trustDomain : trustDomain + "/");
    }
}
