package io.agentpack.keycloak.ledger.cascade;

/**
 * How far the working-off of a cause has come: everything under the runs up to here has been seen to. Kept in memory only; whoever takes the work
 * over begins at the start and finds the first part done.
 *
 * @param tidying everything is recorded and told, only sessions are left to remove
 * @param depth of the run
 */
public record CascadeCursor(boolean tidying, int depth, String runId) {
    public static final CascadeCursor START = new CascadeCursor(false, -1, "");
    public static final CascadeCursor TIDYING = new CascadeCursor(true, -1, "");

    public CascadeCursor at(int otherDepth, String otherRun) {
        return new CascadeCursor(tidying, otherDepth, otherRun);
    }
}
