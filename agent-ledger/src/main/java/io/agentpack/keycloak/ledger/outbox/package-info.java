/**
 * Who must still hear of what: one row for each ended run and receiver, written in the transaction that ends the run, so that no crash can lose
 * it. Rows are worked off under leases; nothing is locked while a receiver is being talked to.
 */
package io.agentpack.keycloak.ledger.outbox;
