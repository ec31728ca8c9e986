package io.agentpack.keycloak.exchange.decide;

import io.agentpack.keycloak.domain.agent.AgentProfile;
import io.agentpack.keycloak.domain.decision.Draft;
import io.agentpack.keycloak.domain.decision.HandOver;
import io.agentpack.keycloak.domain.decision.RenewRun;
import io.agentpack.keycloak.domain.decision.SamePlatformRun;
import io.agentpack.keycloak.domain.decision.StartRun;
import io.agentpack.keycloak.domain.run.Run;
import io.agentpack.keycloak.domain.run.RunLimits;
import io.agentpack.keycloak.exchange.request.ExchangeRequest;
import io.agentpack.keycloak.exchange.verify.AsRunsAboveLeaveIt;
import io.agentpack.keycloak.exchange.verify.InboundToken;
import io.agentpack.keycloak.exchange.verify.MayAct;
import io.agentpack.keycloak.exchange.verify.Owner;
import io.agentpack.keycloak.exchange.verify.VerifiedSubject;
import io.agentpack.keycloak.exchange.verify.VerifiedSubject.HumanToken;
import io.agentpack.keycloak.exchange.verify.VerifiedSubject.RunToken;
import io.agentpack.keycloak.ledger.AgentLedgerProvider;
import io.agentpack.keycloak.ledger.session.RunSessions;
import java.time.Instant;
import java.util.Optional;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.representations.AccessToken;

/** Which of the three an exchange is: the start of a delegated run, a renewal by the run's own agent, or a hand-over to another. */
public final class DecideExchange {
    private DecideExchange() {}

    public static Decision of(
            StartRun.Agent agent, VerifiedSubject subject, ExchangeRequest request, KeycloakSession session) {
        Instant now = Instant.ofEpochMilli(Time.currentTimeMillis());
        RunLimits.Asked asked = request.wanted().asked();
        if (subject instanceof HumanToken human) {
            StartRun.Human side = humanSide(human, agent);
            GrantStands.require(side.grant(), session);
            return newRun(runId -> StartRun.delegated(runId, agent, side, asked, now), human.user(), human.inbound());
        }
        RunToken token = (RunToken) subject;
        return token.run().agentUuid().equals(agent.uuid())
                ? renewal(agent, new InRun(token.run(), token.session(), token.user(), token.inbound()), asked)
                : handOver(agent, token, asked, session);
    }

    /**
     * A renewal with a token of a run, as far as it matters for the decision; the token itself is needed no more.
     *
     * @param run as the runs above it leave it now
     */
    public record InRun(Run run, UserSessionModel session, UserModel user, InboundToken inbound) {}

    /** As it stands now, whether asked for at once or after somebody has decided. */
    public static Decision renewal(StartRun.Agent agent, InRun in, RunLimits.Asked asked) {
        Instant now = Instant.ofEpochMilli(Time.currentTimeMillis());
        SamePlatformRun.require(RunSessions.platformRun(in.session()), agent.evidence());
        Run run = RenewRun.of(in.run(), agent.evidence(), asked, now);
        return new Decision.SameRun(run, in.session(), in.user(), Optional.of(in.inbound()));
    }

    private static Decision handOver(
            StartRun.Agent agent, RunToken token, RunLimits.Asked asked, KeycloakSession session) {
        Instant now = Instant.ofEpochMilli(Time.currentTimeMillis());
        Owner.require(agent.profile(), session);
        boolean named = MayAct.names(token.token(), agent.actor().subject());
        long children = session.getProvider(AgentLedgerProvider.class)
                .liveChildren(token.run().id(), now);
        Run parent = AsRunsAboveLeaveIt.withinItsSettings(
                token.run(), session.getContext().getRealm());
        return newRun(
                runId -> HandOver.to(agent, runId, parent, named, children, asked, now), token.user(), token.inbound());
    }

    private interface Drafting {
        Draft under(String runId);
    }

    private static Decision newRun(Drafting drafting, UserModel user, InboundToken inbound) {
        String runId = RunSessions.newId();
        return new Decision.NewRun(runId, drafting.under(runId), user, Optional.of(inbound));
    }

    private static StartRun.Human humanSide(HumanToken human, StartRun.Agent agent) {
        AccessToken token = human.token();
        String agentId = agent.profile().clientId();
        String consentScope = AgentProfile.consentScope(agentId);
        boolean byScope = human.inbound().authority().scopes().contains(consentScope);
        return new StartRun.Human(
                human.user().getId(),
                new Run.HumanGrant(
                        human.session().getId(),
                        human.clientUuid(),
                        token.getId(),
                        byScope ? Optional.of(consentScope) : Optional.empty()),
                byScope || MayAct.names(token, agent.actor().subject()),
                token.getConfirmation() != null && !agentId.equals(token.getIssuedFor()),
                token.hasAudience(agentId) || agentId.equals(token.getIssuedFor()),
                SessionEnd.of(human.session()));
    }
}
