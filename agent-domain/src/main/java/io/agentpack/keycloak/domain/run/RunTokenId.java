package io.agentpack.keycloak.domain.run;

import java.util.Optional;

/**
 * The {@code jti} of a token of a run: Keycloak's own prefix, then {@code ar.<run id>.<random>}. Keycloak asks its revoked-token store about
 * nothing but the {@code jti}, so that is where the run must be found.
 */
public final class RunTokenId {
    private static final String MARK = ":ar.";

    private RunTokenId() {}

    /** Marks the {@code jti} that Keycloak made with the run; one that is marked already stays as it is. */
    public static String mark(String keycloakId, String runId) {
        int colon = keycloakId.indexOf(':');
        if (runOf(keycloakId).isPresent() || colon < 0) {
            return keycloakId;
        }
        return keycloakId.substring(0, colon) + MARK + runId + "." + keycloakId.substring(colon + 1);
    }

    /** The run that a token belongs to; empty for every token that is not of a run. */
    public static Optional<String> runOf(String tokenId) {
        if (tokenId == null) {
            return Optional.empty();
        }
        int start = tokenId.indexOf(MARK);
        int end = start < 0 ? -1 : tokenId.indexOf('.', start + MARK.length());
        return end < 0 ? Optional.empty() : Optional.of(tokenId.substring(start + MARK.length(), end));
    }
}
