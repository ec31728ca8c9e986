package io.agentpack.keycloak.domain.decision;

import io.agentpack.keycloak.domain.authority.Authority;
import io.agentpack.keycloak.domain.run.Run;

/** A run that was decided on, lacking only the authority it turns out to have. */
@FunctionalInterface
public interface Draft {
    Run with(Authority authority);
}
