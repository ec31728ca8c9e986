package io.agentpack.keycloak.exchange.issue;

import io.agentpack.keycloak.domain.authority.Scopes;

/**
 * What one token gets beyond the token it is made from, because the policy or a person granted it.
 *
 * @param approvalId the request for more that was granted; the token's {@code jti} names it
 * @param extra the scopes, never those of any other token
 */
public record ScopeStep(String approvalId, Scopes extra) {}
