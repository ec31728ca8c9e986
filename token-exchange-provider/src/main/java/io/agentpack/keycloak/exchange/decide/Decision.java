package io.agentpack.keycloak.exchange.decide;

import io.agentpack.keycloak.domain.authority.Authority;
import io.agentpack.keycloak.domain.decision.Draft;
import io.agentpack.keycloak.domain.run.Run;
import java.util.Optional;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;

/**
 * What was decided: a new run in a session to be made, or a further token in a run that exists.
 *
 * @param user whom the tokens name as {@code sub}
 * @param inbound authority of the token that was handed in; empty when an agent starts on its own
 */
public sealed interface Decision {
    UserModel user();

    Optional<Authority> inbound();

    record NewRun(String runId, Draft draft, UserModel user, Optional<Authority> inbound) implements Decision {}

    record SameRun(Run run, UserSessionModel session, UserModel user, Optional<Authority> inbound)
            implements Decision {}
}
