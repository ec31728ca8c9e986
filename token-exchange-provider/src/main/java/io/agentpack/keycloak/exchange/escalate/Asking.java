package io.agentpack.keycloak.exchange.escalate;

import io.agentpack.keycloak.domain.authority.Scopes;
import io.agentpack.keycloak.exchange.decide.Decision;
import io.agentpack.keycloak.exchange.request.ExchangeRequest;
import io.agentpack.keycloak.exchange.request.TokenRequest;
import io.agentpack.keycloak.exchange.verify.VerifiedSubject;
import io.agentpack.keycloak.exchange.verify.VerifiedSubject.RunToken;
import java.util.Optional;

/**
 * A renewal that asks for more than the token it is made from, by an agent that is ready to wait.
 *
 * @param extra what goes beyond; not empty
 */
public record Asking(RunToken token, TokenRequest wanted, Scopes extra) {

    /**
     * Empty for every other request; one that goes beyond all the same is refused later. So is a hand-over: authority only shrinks from hop to hop,
     * and who needs more asks in its own run.
     */
    public static Optional<Asking> of(ExchangeRequest request, VerifiedSubject subject, Decision decision) {
        if (!request.mayDefer() || !(subject instanceof RunToken token) || !(decision instanceof Decision.SameRun)) {
            return Optional.empty();
        }
        TokenRequest wanted = request.wanted();
        return wanted.scopes()
                .map(asked -> asked.without(token.inbound().authority().scopes().values()))
                .filter(extra -> !extra.values().isEmpty())
                .map(extra -> new Asking(token, wanted, extra));
    }
}
