package io.agentpack.keycloak.exchange.issue;

import io.agentpack.keycloak.domain.agent.Assurance;
import io.agentpack.keycloak.domain.authority.Authority;
import io.agentpack.keycloak.domain.authority.Scopes;
import io.agentpack.keycloak.domain.decision.Attenuate;
import io.agentpack.keycloak.domain.decision.RenewRun;
import io.agentpack.keycloak.domain.decision.StartRun;
import io.agentpack.keycloak.domain.run.Deadline;
import io.agentpack.keycloak.domain.run.Run;
import io.agentpack.keycloak.domain.run.RunLimits;
import io.agentpack.keycloak.exchange.decide.Decision;
import io.agentpack.keycloak.exchange.decide.Decision.NewRun;
import io.agentpack.keycloak.exchange.decide.Decision.SameRun;
import io.agentpack.keycloak.exchange.letter.TellPeople;
import io.agentpack.keycloak.exchange.request.TokenRequest;
import io.agentpack.keycloak.exchange.verify.InboundToken;
import io.agentpack.keycloak.exchange.verify.StartClaims;
import io.agentpack.keycloak.ledger.AgentLedgerProvider;
import io.agentpack.keycloak.ledger.session.RunSessions;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.keycloak.common.util.Time;
import org.keycloak.models.UserSessionModel;
import org.keycloak.protocol.oidc.TokenExchangeContext;
import org.keycloak.protocol.oidc.TokenManager.AccessTokenResponseBuilder;
import org.keycloak.protocol.oidc.grants.OAuth2GrantType;
import org.keycloak.representations.AccessTokenResponse;

/**
 * Has Keycloak make the token of a run. Keycloak computes what the agent's client would get; what of it goes into the token is cut down here,
 * recorded, and written into the token by {@link io.agentpack.keycloak.exchange.claim.RunClaims}.
 */
public final class IssueRunToken {
    private final Issuing request;

    private IssueRunToken(Issuing request) {
        this.request = request;
    }

    public static IssueRunToken of(TokenExchangeContext context) {
        return new IssueRunToken(Issuing.in(context));
    }

    public static IssueRunToken of(OAuth2GrantType.Context context) {
        return new IssueRunToken(Issuing.in(context));
    }

    /** For what a person approved who was asked by the backchannel. */
    public static IssueRunToken backchannel(OAuth2GrantType.Context context) {
        return new IssueRunToken(Issuing.backchannel(context));
    }

    /**
     * For the answer to an exchange that was deferred.
     *
     * @param allowedByPolicy what client policies said when it was asked
     */
    public static IssueRunToken deferred(OAuth2GrantType.Context context, Optional<Set<String>> allowedByPolicy) {
        return new IssueRunToken(Issuing.deferred(context, allowedByPolicy));
    }

    public Response issue(StartRun.Agent agent, Decision decision, TokenRequest wanted) {
        return issue(agent, decision, wanted, Optional.empty());
    }

    /** @param step what this one token gets beyond the inbound token; the run and every other token stay without it */
    public Response issue(StartRun.Agent agent, Decision decision, TokenRequest wanted, Optional<ScopeStep> step) {
        ClientScopes clientScopes = new ClientScopes(request.client());
        Scopes extra = step.map(ScopeStep::extra).orElse(Scopes.NONE);
        Assurance assurance = agent.evidence().assurance();
        Scopes standing = ClientScopes.leftByPolicy(
                clientScopes.granted(
                        wanted.without(extra),
                        decision.inbound().map(InboundToken::authority).map(Authority::scopes),
                        assurance),
                request.allowedByPolicy());
        AgentConsent.check(request, decision.user(), standing);
        UserSessionModel userSession = sessionOf(decision);
        ComputeToken compute = new ComputeToken(request);
        AccessTokenResponseBuilder token = compute.in(
                userSession,
                decision instanceof NewRun,
                standing,
                clientScopes.restriction(standing, request.allowedByPolicy()));
        Optional<InboundToken> most = decision.inbound();
        if (step.isPresent()) {
            Scopes scopes = standing.or(extra);
            token = compute.once(userSession, scopes, clientScopes.restriction(scopes, request.allowedByPolicy()));
            AccessTokenResponseBuilder alone = compute.once(userSession, extra, extra.values());
            Authority wide =
                    ComputedToken.of(token, userSession, request.session()).authority();
            most = most.map(inbound -> RaisedToken.of(
                    inbound, step.get(), wide, ComputedToken.of(alone, userSession, request.session()), clientScopes));
        }
        SenderConstraint.check(
                token.getAccessToken(),
                request,
                agent.profile(),
                decision.inbound().map(InboundToken::senderConstrained).orElse(false));
        ComputedToken computed = ComputedToken.of(token, userSession, request.session());
        Authority authority = Attenuate.of(
                computed.authority(),
                most.map(InboundToken::authority),
                WithheldClients.of(agent.profile().authority().actsForHuman(), request.realm()),
                wanted.targets());

        Run run = record(decision, wanted, authority, userSession);
        if (decision instanceof NewRun) {
            assurance.program().ifPresent(program -> RunSessions.noteProgram(userSession, program));
            agent.evidence().platformRun().ifPresent(name -> {
                RunSessions.notePlatformRun(userSession, name);
                StartClaims.note(userSession, computed.claims());
            });
        }
        Instant now = Instant.ofEpochMilli(Time.currentTimeMillis());
        Instant expires = assurance.cap(Deadline.ofToken(now, agent.profile().tokenMaxLifetime(), run.deadline()));
        RunSessions.noteToken(token.getClientSessionCtx().getClientSession(), expires);
        IssuedToken issued = new IssuedToken(
                run, authority, computed.claims(most), step, GrantedDetails.of(run, wanted, now), expires);
        issued.putInto(request.session());
        RunEventDetails.add(run, authority, wanted.asked().goal(), request.event());
        request.event().session(userSession);
        AccessTokenResponse response = token.build();
        new TokenResponse(request).complete(response, issued, wanted);
        String tokenId = token.getAccessToken().getId();
        step.ifPresent(granted -> new RecordStep(request).of(granted, decision, run, authority, tokenId));
        request.event().success();
        return request.cors().add(Response.ok(response, MediaType.APPLICATION_JSON_TYPE));
    }

    private UserSessionModel sessionOf(Decision decision) {
        return decision instanceof SameRun same
                ? same.session()
                : RunSessions.create(request.session(), request.realm(), decision.user(), ((NewRun) decision).runId());
    }

    private static void lower(SameRun same, RunLimits.Asked asked, AgentLedgerProvider ledger) {
        Run lowered = RenewRun.recorded(RunSessions.read(same.session()).orElseThrow(), same.run(), asked);
        RunSessions.write(same.session(), lowered);
        ledger.lowered(lowered);
    }

    /** The row is written before the answer leaves: if that fails, no token does. */
    private Run record(Decision decision, TokenRequest wanted, Authority authority, UserSessionModel userSession) {
        AgentLedgerProvider ledger = request.session().getProvider(AgentLedgerProvider.class);
        if (decision instanceof SameRun same) {
            if (wanted.asked().limitsAnything()) {
                lower(same, wanted.asked(), ledger);
            }
            ledger.touched(same.run(), authority.audiences());
            return same.run();
        }
        // What one token holds beyond the inbound token is not the run's to hand out again.
        Authority ofRun = decision.inbound()
                .map(InboundToken::authority)
                .map(authority::and)
                .orElse(authority);
        Run run = ((NewRun) decision).draft().with(ofRun);
        RunSessions.write(userSession, run);
        ledger.open(request.realm(), run, authority.audiences());
        TellPeople.ofStart(request.session(), request.realm(), run);
        return run;
    }
}
