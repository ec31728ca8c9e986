/**
 * Runs in Keycloak: where they are kept, whether they live, and how they end.
 *
 * <p>A run is a user session of its own ({@code session}) with a row beside it ({@code jpa}) for the tree, the lineage and the reason of the
 * end. Whether a token is still good is asked at every check ({@code liveness}); ending a run is one transaction ({@code end}) that also
 * leaves the rows by which receivers are told ({@code outbox}). The other modules meet here, and in {@code path}, where each adds what it serves
 * under {@code /agents}.
 */
package io.agentpack.keycloak.ledger;
