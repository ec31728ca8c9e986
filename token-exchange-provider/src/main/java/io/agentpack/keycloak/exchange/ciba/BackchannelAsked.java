package io.agentpack.keycloak.exchange.ciba;

import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.RefusedException;
import io.agentpack.keycloak.domain.agent.AgentProfile;
import io.agentpack.keycloak.domain.agent.Assurance;
import io.agentpack.keycloak.domain.agent.VerifiedEvidence;
import io.agentpack.keycloak.domain.authority.Authority;
import io.agentpack.keycloak.domain.authority.Environment;
import io.agentpack.keycloak.domain.authority.Scopes;
import io.agentpack.keycloak.domain.escalation.ApprovalState;
import io.agentpack.keycloak.domain.escalation.Approver;
import io.agentpack.keycloak.domain.escalation.EscalationPolicy;
import io.agentpack.keycloak.domain.escalation.Poll;
import io.agentpack.keycloak.exchange.issue.ClientScopes;
import io.agentpack.keycloak.exchange.request.TokenRequest;
import io.agentpack.keycloak.exchange.verify.InboundToken;
import io.agentpack.keycloak.exchange.verify.KeptRequest;
import io.agentpack.keycloak.ledger.AgentClients;
import io.agentpack.keycloak.ledger.Evidence;
import io.agentpack.keycloak.ledger.approval.ApprovalRecord;
import io.agentpack.keycloak.ledger.approval.Approvals;
import io.agentpack.keycloak.ledger.session.RunSessions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.keycloak.OAuth2Constants;
import org.keycloak.common.util.Time;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.protocol.oidc.grants.ciba.channel.CIBAAuthenticationRequest;

/**
 * A backchannel authentication request of an agent as a request for more. The run that may begin holds nothing by itself: what the person approves is
 * in the one token, as with every other request.
 */
public final class BackchannelAsked {
    /** What a run that begins by the backchannel holds besides what was approved. */
    static final InboundToken NOTHING = new InboundToken(Authority.NONE, Map.of(), false);

    private BackchannelAsked() {}

    /** @throws RefusedException when nobody could approve it, or the agent asks too often */
    static ApprovalRecord read(CIBAAuthenticationRequest request, KeycloakSession session) {
        RealmModel realm = session.getContext().getRealm();
        ClientModel client = request.getClient();
        AgentProfile agent = AgentClients.profileOf(client);
        VerifiedEvidence evidence = Evidence.of(session)
                .filter(found -> found.clientId().equals(client.getClientId()))
                .orElseThrow(() -> new RefusedException(Refusal.EVIDENCE_MISSING, "no evidence in this request"));
        Instant now = Instant.ofEpochMilli(Time.currentTimeMillis());
        Scopes asked = Scopes.parse(request.getScope()).without(neverInTokens(client));
        if (asked.values().isEmpty()) {
            throw new RefusedException(Refusal.SCOPE_BEYOND, "nothing is asked for");
        }
        TokenRequest wanted = new TokenRequest(Optional.of(asked), Set.of(), Optional.empty());
        ApprovalRecord record = new ApprovalRecord(
                RunSessions.newId(),
                realm.getId(),
                Optional.empty(),
                Optional.of(request.getAuthResultId()),
                RunSessions.newId(),
                client.getId(),
                client.getClientId(),
                evidence.instance().id(),
                evidence.keyThumbprint(),
                request.getUser().getId(),
                agent.environment().name(),
                Optional.of(Approver.SUBJECT.value()),
                Optional.of(request.getUser().getId()),
                "",
                asked.toString(),
                Optional.ofNullable(request.getBindingMessage()),
                KeptRequest.of(wanted, NOTHING, Optional.empty(), Optional.empty())
                        .write(),
                ApprovalState.PENDING,
                now,
                Instant.ofEpochSecond(request.getExp()),
                Optional.empty(),
                Poll.INTERVAL,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        requirePossible(record, evidence.assurance(), session);
        requireSeldom(record, now, session);
        return record;
    }

    /**
     * CIBA demands {@code openid}, but there is no ID token for an agent; and Keycloak adds every default scope that its consent page shows, also
     * those that are no scope of any token.
     */
    private static List<String> neverInTokens(ClientModel client) {
        Stream<String> hidden = client.getClientScopes(true).values().stream()
                .filter(scope -> !scope.isIncludeInTokenScope())
                .map(ClientScopeModel::getName);
        return Stream.concat(Stream.of(OAuth2Constants.SCOPE_OPENID), hidden).toList();
    }

    /** What nobody can approve, asked again whenever something is granted. */
    public static void requirePossible(ApprovalRecord request, Assurance assurance, KeycloakSession session) {
        RealmModel realm = session.getContext().getRealm();
        ClientModel client = realm.getClientById(request.agentUuid());
        if (client == null || !client.isEnabled() || !AgentClients.isAgent(client)) {
            throw new RefusedException(Refusal.ACTOR_UNAUTHORIZED, "the agent is gone or switched off");
        }
        AgentProfile agent = AgentClients.profileOf(client);
        if (!agent.isUsable() || !agent.authority().actsForHuman()) {
            throw new RefusedException(Refusal.GRANT_NOT_ALLOWED, "the agent does not act for a human");
        }
        UserModel user = session.users().getUserById(realm, request.subjectId());
        if (user == null || !user.isEnabled() || user.getServiceAccountClientLink() != null) {
            throw new RefusedException(Refusal.ACTOR_UNAUTHORIZED, "the person is gone, disabled or no person");
        }
        EscalationPolicy.requirePossible(
                Scopes.parse(request.asked()),
                new ClientScopes(client).heldBy(user, assurance),
                agent,
                new Environment(request.environment()));
    }

    /** People are not to be worn down, by however many agents' instances. */
    private static void requireSeldom(ApprovalRecord request, Instant now, KeycloakSession session) {
        long recent = Approvals.in(session).sinceLike(request, now.minus(EscalationPolicy.RATE_PERIOD));
        if (recent >= EscalationPolicy.RATE) {
            throw new RefusedException(
                    Refusal.ASKED_TOO_OFTEN, recent + " requests of this agent to this person in a short time");
        }
    }
}
