/**
 * What an agent may do now.
 *
 * <p>A request is read ({@code request}), its tokens verified ({@code verify}), the run decided on by the rules of the domain ({@code decide}), and
 * the token issued by Keycloak ({@code issue}). {@link io.agentpack.keycloak.exchange.AgentTokenExchangeProvider} does this for token exchange,
 * {@code grant} for {@code client_credentials}. One place writes the claims ({@code claim}), and introspection says the same as the token
 * ({@code introspect}). What was started can be looked at and ended under {@code runs}. Every refusal leaves through {@code answer}.
 */
package io.agentpack.keycloak.exchange;
