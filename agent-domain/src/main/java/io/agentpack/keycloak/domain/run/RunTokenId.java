package io.agentpack.keycloak.domain.run;

import java.util.Optional;

/**
 * The {@code jti} of a token of a run: Keycloak's own prefix, then {@code ar.<run id>.<random>}. Keycloak asks its revoked-token store about
 * nothing but the {@code jti}, so that is where the run must be found.
 */
public final class RunTokenId {
    private static final String RUN = "ar.";
    private static final String MARK = ":" + RUN;

    private RunTokenId() {}

    /** The random part of a token that holds more than its run: followed by the id of the request that gave it. */
    private static final String STEP = "step-";

    /**
     * Marks the {@code jti} that Keycloak made with the run; one that is marked with this run already stays as it is.
     *
     * @throws IllegalArgumentException for an id in which the run would not be found again: its token would outlive every stop
     */
    public static String mark(String keycloakId, String runId) {
        String marked = runOf(keycloakId).isPresent() ? keycloakId : withRandomPart(keycloakId, RUN + runId + ".");
        return require(runOf(marked), runId, marked);
    }

    /**
     * The same for a token that holds more than its run, by this request for more.
     *
     * @throws IllegalArgumentException also where the request would not be found again: what it gave would be renewed without being asked for
     */
    public static String mark(String keycloakId, String runId, String approvalId) {
        String marked = runOf(keycloakId).isPresent()
                ? mark(keycloakId, runId)
                : mark(withRandomPart(keycloakId, STEP + approvalId + "."), runId);
        return require(stepOf(marked), approvalId, marked);
    }

    private static String withRandomPart(String keycloakId, String before) {
        int colon = keycloakId == null ? -1 : keycloakId.indexOf(':');
        if (colon < 0) {
            throw new IllegalArgumentException("no token id of Keycloak's");
        }
        return keycloakId.substring(0, colon + 1) + before + keycloakId.substring(colon + 1);
    }

    private static String require(Optional<String> found, String wanted, String marked) {
        if (found.filter(wanted::equals).isEmpty()) {
            throw new IllegalArgumentException("a token id in which " + wanted + " is not found");
        }
        return marked;
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
