package io.agentpack.keycloak.exchange.ciba;

import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.RefusedException;
import io.agentpack.keycloak.domain.authority.Scopes;
import io.agentpack.keycloak.domain.decision.Draft;
import io.agentpack.keycloak.domain.decision.StartRun;
import io.agentpack.keycloak.domain.escalation.ApprovalStep;
import io.agentpack.keycloak.domain.escalation.Decider;
import io.agentpack.keycloak.domain.run.Run;
import io.agentpack.keycloak.domain.run.RunLimits;
import io.agentpack.keycloak.exchange.decide.Decision;
import io.agentpack.keycloak.exchange.decide.SessionEnd;
import io.agentpack.keycloak.exchange.escalate.FindDeferral;
import io.agentpack.keycloak.exchange.issue.IssueRunToken;
import io.agentpack.keycloak.exchange.issue.ScopeStep;
import io.agentpack.keycloak.exchange.request.TokenRequest;
import io.agentpack.keycloak.exchange.verify.KeptRequest;
import io.agentpack.keycloak.ledger.approval.ApprovalRecord;
import io.agentpack.keycloak.ledger.approval.Approvals;
import io.agentpack.keycloak.ledger.approval.StepTaken;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Optional;
import org.keycloak.common.util.Time;
import org.keycloak.models.AuthenticatedClientSessionModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.OAuth2DeviceCodeModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.protocol.oidc.grants.OAuth2GrantType;
import org.keycloak.protocol.oidc.grants.ciba.channel.CIBAAuthenticationRequest;
import org.keycloak.protocol.oidc.grants.device.DeviceGrantType;
import org.keycloak.services.managers.AuthenticationManager;

/** Turns what a person approved into the first and only token of a new run, which stands on the session in which they approved. */
final class RedeemBackchannel {
    private final OAuth2GrantType.Context context;
    private final KeycloakSession session;
    private final RealmModel realm;
    private final CIBAAuthenticationRequest asked;

    RedeemBackchannel(OAuth2GrantType.Context context, CIBAAuthenticationRequest asked) {
        this.context = context;
        this.session = context.getSession();
        this.realm = context.getRealm();
        this.asked = asked;
    }

    Response redeem(StartRun.Agent agent, ApprovalRecord request) {
        if (!Approvals.in(session).isWhole(request)) {
            throw FindDeferral.unknown("the record of the request was edited");
        }
        BackchannelAsked.requirePossible(request, agent.evidence().assurance(), session);
        UserSessionModel human = humanSession(request);
        TokenRequest wanted = KeptRequest.read(request.request()).wanted();
        Decision decision = new Decision.NewRun(
                request.runId(), draft(agent, request, human), human.getUser(), Optional.of(BackchannelAsked.NOTHING));
        take(request);
        DeviceGrantType.removeDeviceByDeviceCode(session, asked.getId());
        return IssueRunToken.backchannel(context)
                .issue(
                        agent,
                        decision,
                        wanted,
                        Optional.of(new ScopeStep(request.id(), Scopes.parse(request.asked()))));
    }

    /** Where the person approved. If they have signed out since, there is nothing for the run to stand on. */
    private UserSessionModel humanSession(ApprovalRecord request) {
        OAuth2DeviceCodeModel approved = DeviceGrantType.getDeviceByDeviceCode(
                session, realm, context.getClient(), context.getEvent(), asked.getId());
        if (approved == null || approved.isPending() || approved.isDenied()) {
            throw FindDeferral.unknown("Keycloak knows of no approval");
        }
        UserSessionModel human = session.sessions().getUserSession(realm, approved.getUserSessionId());
        if (!AuthenticationManager.isSessionValid(realm, human)
                || !human.getUser().getId().equals(request.subjectId())) {
            throw new RefusedException(Refusal.RUN_NOT_ACTIVE, "the session in which it was approved is over");
        }
        return human;
    }

    /** The agent's client becomes one of that session's, so that the person sees it there and can take it out. */
    private Draft draft(StartRun.Agent agent, ApprovalRecord request, UserSessionModel human) {
        ClientModel client = context.getClient();
        if (human.getAuthenticatedClientSessionByClient(client.getId()) == null) {
            AuthenticatedClientSessionModel within = session.sessions().createClientSession(realm, client, human);
            within.setProtocol(OIDCLoginProtocol.LOGIN_PROTOCOL);
        }
        Run.HumanGrant grant =
                new Run.HumanGrant(human.getId(), client.getId(), asked.getAuthResultId(), Optional.empty());
        return StartRun.delegated(
                request.runId(),
                agent,
                new StartRun.Human(request.subjectId(), grant, true, false, true, SessionEnd.of(human)),
                new RunLimits.Asked(
                        request.goal(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
                now());
    }

    /** Rolled back with everything else if no token comes of it. */
    private void take(ApprovalRecord request) {
        if (!Approvals.in(session).take(ApprovalStep.REDEEM, request, StepTaken.of(Decider.CLIENT, now()))) {
            throw FindDeferral.unknown("the request was redeemed in the same moment");
        }
    }

    private static Instant now() {
        return Instant.ofEpochMilli(Time.currentTimeMillis());
    }
}
