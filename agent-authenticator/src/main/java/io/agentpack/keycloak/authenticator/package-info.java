/**
 * Who is this agent instance, and is it genuine.
 *
 * <ul>
 *   <li>{@link io.agentpack.keycloak.authenticator.AgentClientAuthenticator} authenticates an agent by an attestation and a proof of
 *       possession (draft-ietf-oauth-attestation-based-client-auth), refuses replays, and lets it use no grant but those of its authority
 *       model.
 *   <li>{@code evidence} holds the rules for attestation and proof; it knows nothing of Keycloak and gets the time as an argument.
 *   <li>{@code attester} holds the trust anchors: components of the realm with their keys.
 *   <li>{@code jose} reads JSON, JWTs and keys strictly and checks signatures.
 *   <li>{@code shape} keeps agent clients in the one form in which they may exist.
 *   <li>{@code setup} prepares a realm and undoes that, at {@code {admin}/agents/setup}.
 * </ul>
 *
 * On success the rest of the pack finds {@link io.agentpack.keycloak.domain.agent.VerifiedEvidence} in
 * {@link io.agentpack.keycloak.ledger.Evidence}. Whatever is wrong ends as one
 * {@link io.agentpack.keycloak.domain.RefusedException}, answered in one place.
 */
package io.agentpack.keycloak.authenticator;
