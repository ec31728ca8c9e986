package io.agentpack.keycloak.domain.run;

import java.util.Optional;

/**
 * The {@code jti} of a token of a run: Keycloak's own prefix, then {@code ar.<run id>.<random>}. Keycloak asks its revoked-token store about
 * nothing but the {@code jti}, so that is where the run must be found.
 */
public final class RunTokenId {
    private static final String MARK = ":ar.";

    private RunTokenId() {}

    /** The random part of a token that holds more than its run: followed by the id of the request that gave it. */
    private static final String STEP = "step-";

    /** Marks the {@code jti} that Keycloak made with the run; one that is marked already stays as it is. */
    public static String mark(String keycloakId, String runId) {
        int colon = keycloakId.indexOf(':');
        if (runOf(keycloakId).isPresent() || colon < 0) {
            return keycloakId;
        }
        return keycloakId.substring(0, colon) + MARK + runId + "." + keycloakId.substring(colon + 1);
    }

    /** The same for a token that holds more than its run, by this request for more. */
    public static String mark(String keycloakId, String runId, String approvalId) {
        int colon = keycloakId.indexOf(':');
        if (runOf(keycloakId).isPresent() || colon < 0) {
            return keycloakId;
        }
        String own = STEP + approvalId + "." + keycloakId.substring(colon + 1);
        return mark(keycloakId.substring(0, colon + 1) + own, runId);
    }

    /** The request for more that gave the token what it holds beyond its run; empty for all other tokens. */
    public static Optional<String> stepOf(String tokenId) {
        return runOf(tokenId).flatMap(run -> {
            int start = tokenId.indexOf(MARK) + MARK.length() + run.length() + 1;
            int end = tokenId.indexOf('.', start);
            return tokenId.startsWith(STEP, start) && end > 0
                    ? Optional.of(tokenId.substring(start + STEP.length(), end))
                    : Optional.empty();
        });
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
