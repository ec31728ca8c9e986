package io.agentpack.keycloak.exchange.verify;

import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.RefusedException;
import io.agentpack.keycloak.domain.run.Run;
import io.agentpack.keycloak.domain.run.RunTokenId;
import io.agentpack.keycloak.exchange.request.ExchangeRequest;
import io.agentpack.keycloak.exchange.verify.VerifiedSubject.HumanToken;
import io.agentpack.keycloak.exchange.verify.VerifiedSubject.RunToken;
import io.agentpack.keycloak.ledger.session.RunSessions;
import java.util.Optional;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.UserSessionModel.SessionPersistenceState;
import org.keycloak.protocol.oidc.TokenExchangeContext;
import org.keycloak.representations.AccessToken;
import org.keycloak.services.managers.AuthenticationManager.AuthResult;
import org.keycloak.services.util.DefaultClientSessionContext;

/** The subject token: whose authority is asked for, and whether it still stands. */
public final class VerifySubject {
    private VerifySubject() {}

    public static VerifiedSubject of(ExchangeRequest request, TokenExchangeContext context) {
        AuthResult checked = VerifyToken.of(request.subjectToken(), context)
                .orElseThrow(() -> notValid(request.subjectToken(), context));
        AccessToken token = checked.token();
        UserSessionModel userSession = checked.session();
        context.getEvent().user(checked.user());
        VerifyBinding.ofSubject(token, context);

        Optional<Run> run = RunSessions.read(userSession);
        if (run.isPresent() && RunTokenId.runOf(token.getId()).equals(run.map(Run::id))) {
            return new RunToken(
                    token,
                    checked.user(),
                    userSession,
                    AsRunsAboveLeaveIt.of(run.get(), context.getSession(), context.getRealm()),
                    WithoutStep.of(token, context.getSession(), context.getRealm()));
        }
        if (run.isPresent() || MayAct.speaksOfRun(token)) {
            throw refused("the token names an actor or a run but is not a token of one");
        }
        if (checked.user().getServiceAccountClientLink() != null) {
            throw refused("the token is a service account's, not a human's");
        }
        if (userSession.isOffline() || userSession.getPersistenceState() == SessionPersistenceState.TRANSIENT) {
            throw refused("the human's token has no session that the run could end with");
        }
        AccessToken full = full(checked, context);
        return new HumanToken(
                full, checked.user(), userSession, checked.client().getId(), InboundToken.of(full));
    }

    /** Going on in a run that is over is an invalid grant; any other token that is not valid is an invalid request. */
    private static RefusedException notValid(String text, TokenExchangeContext context) {
        AccessToken genuine = context.getSession().tokens().decode(text, AccessToken.class);
        boolean ownRun = genuine != null
                && RunTokenId.runOf(genuine.getId()).isPresent()
                && context.getClient().getClientId().equals(genuine.getIssuedFor())
                && !genuine.isExpired();
        return ownRun
                ? new RefusedException(Refusal.RUN_NOT_ACTIVE, "the agent's run is over or suspended")
                : refused("the subject token is not valid");
    }

    private static AccessToken full(AuthResult checked, TokenExchangeContext context) {
        KeycloakSession session = context.getSession();
        AuthenticatedClientSessionModel clientSession = checked.session()
                .getAuthenticatedClientSessionByClient(checked.client().getId());
        AccessToken token = checked.token();
        // Only what a lightweight token stands for must be computed.
        if (clientSession == null || !FullToken.isLightweight(token, session)) {
            return token;
        }
        return FullToken.of(
                token,
                checked.session(),
                DefaultClientSessionContext.fromClientSessionAndScopeParameter(
                        clientSession, token.getScope(), session),
                session);
    }

    private static RefusedException refused(String reason) {
        return new RefusedException(Refusal.SUBJECT_TOKEN_INVALID, reason);
    }
}
