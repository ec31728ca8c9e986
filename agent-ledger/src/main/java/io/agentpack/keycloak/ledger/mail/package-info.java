/**
 * E-mail to people: {@link io.agentpack.keycloak.ledger.mail.Mail#afterCommit} sends a {@link io.agentpack.keycloak.ledger.mail.Letter} once the
 * request's transaction has committed, on a thread of its own, through Keycloak's own e-mail provider and the realm's e-mail theme. Nobody waits
 * for it and nothing fails with it.
 */
package io.agentpack.keycloak.ledger.mail;
