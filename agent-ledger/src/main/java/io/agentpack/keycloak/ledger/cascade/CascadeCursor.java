package io.agentpack.keycloak.ledger.cascade;

/**
 * How far the working-off of a cause has come: everything under the runs up to here has been seen to. Kept in memory only; whoever takes the work
 * over begins at the start and finds the first part done.
 *
 * @param depth of the run
 */
public record CascadeCursor(int depth, String runId) {
    public static final CascadeCursor START = new CascadeCursor(-1, "");
}
