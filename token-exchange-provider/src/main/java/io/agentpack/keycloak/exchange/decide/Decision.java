package io.agentpack.keycloak.exchange.decide;

import io.agentpack.keycloak.domain.decision.Draft;
import io.agentpack.keycloak.domain.run.Run;
import io.agentpack.keycloak.exchange.verify.InboundToken;
import java.util.Optional;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;

/**
 * What was decided: a new run in a session to be made, or a further token in a run that exists.
 *
 * @param user whom the tokens name as {@code sub}
 * @param inbound what the token that was handed in says; empty when an agent starts on its own
 */
public sealed interface Decision {
    UserModel user();

    Optional<InboundToken> inbound();

    record NewRun(String runId, Draft draft, UserModel user, Optional<InboundToken> inbound) implements Decision {}

    /** @param run as it is seen by who asks, and as the runs above leave it */
    record SameRun(Run run, UserSessionModel session, UserModel user, Optional<InboundToken> inbound)
            implements Decision {}
}
