package io.agentpack.keycloak.ledger.liveness;

import io.agentpack.keycloak.domain.agent.AgentProfile;
import io.agentpack.keycloak.domain.revocation.CauseKind;
import io.agentpack.keycloak.domain.run.Run;
import io.agentpack.keycloak.ledger.AgentClients;
import io.agentpack.keycloak.ledger.cascade.StoppedRuns;
import io.agentpack.keycloak.ledger.session.RunSessions;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.keycloak.common.util.Time;
import org.keycloak.models.ClientModel;
import org.keycloak.models.ClientScopeModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserConsentModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.services.managers.AuthenticationManager;
import org.keycloak.services.managers.UserConsentManager;

/**
 * Whether a run lives: asked at every check of a token, answered from Keycloak's caches. A run lives while its own session, its agent,
 * whoever vouched for it, every run above it and (when delegated) the human's session and consent do.
 */
public final class Liveness {
    private final KeycloakSession session;
    private final RealmModel realm;
    private final Predicate<String> tokenRevoked;
    private final StoppedRuns stopped;
    private final Instant now = Instant.ofEpochMilli(Time.currentTimeMillis());
    // Runs above each other are of one human, and often of the same agents and attester: each is looked up once.
    private final Map<String, KnownAgent> agents = new HashMap<>();
    private final Map<String, KnownUser> users = new HashMap<>();
    private final Map<String, Boolean> attesters = new HashMap<>();

    /** @param tokenRevoked whether a token id is in Keycloak's own list of revoked tokens */
    public Liveness(KeycloakSession session, RealmModel realm, Predicate<String> tokenRevoked) {
        this.session = session;
        this.realm = realm;
        this.tokenRevoked = tokenRevoked;
        this.stopped = StoppedRuns.of(session);
    }

    /** Empty while the run lives; otherwise the topmost dead run above it, or itself; or, when all live, one that is suspended. */
    public Optional<Refused> check(String runId) {
        Optional<CauseKind> known = stopped.endOf(runId);
        if (known.isPresent()) {
            return Optional.of(Dead.recorded(runId, known.get()));
        }
        UserSessionModel userSession = session.sessions().getUserSession(realm, runId);
        Optional<Run> found = RunSessions.read(userSession);
        if (found.isEmpty()) {
            return Optional.of(Dead.noticed(runId, CauseKind.RUN_SESSION_ENDED));
        }
        Run run = found.get();
        Optional<CauseKind> wide = stopped.endOf(realm.getId(), run);
        if (wide.isPresent()) {
            return Optional.of(Dead.recorded(runId, wide.get()));
        }
        Optional<Refused> above = run.parent().isPresent()
                ? check(run.parent().get())
                : run.standsOn()
                        .flatMap(grant -> endOf(grant, run.started()))
                        .map(cause -> Dead.noticed(run.id(), cause));
        if (above.isPresent() && above.get() instanceof Dead) {
            return above;
        }
        // A run dies while it is suspended, too: nobody may find it alive when it is resumed.
        Optional<Refused> own = endOfRun(run, userSession).map(cause -> Dead.noticed(run.id(), cause));
        return own.or(() -> above).or(() -> held(run, userSession));
    }

    private Optional<Refused> held(Run run, UserSessionModel userSession) {
        return stopped.held().hold(run.id(), RunSessions.suspendedAt(userSession))
                ? Optional.of(new Held(run.id()))
                : Optional.empty();
    }

    /** The same, and whether its human still has what it holds: for the sweep, which has time. */
    public Optional<Dead> checkThoroughly(String runId) {
        return check(runId)
                .filter(Dead.class::isInstance)
                .map(Dead.class::cast)
                .or(() -> HeldRights.areLost(session, realm, runId)
                        ? Optional.of(Dead.noticed(runId, CauseKind.RIGHTS_LOST))
                        : Optional.empty());
    }

    private Optional<CauseKind> endOfRun(Run run, UserSessionModel userSession) {
        if (run.isOver(now)) {
            return Optional.of(CauseKind.DEADLINE);
        }
        if (!AuthenticationManager.isSessionValid(realm, userSession)) {
            return Optional.of(CauseKind.SESSION_ENDED);
        }
        if (!realm.isEnabled() || run.started().getEpochSecond() < realm.getNotBefore()) {
            return Optional.of(CauseKind.REALM_LOGOUT);
        }
        KnownUser user = users.computeIfAbsent(run.subjectId(), id -> known(userSession.getUser()));
        if (!user.isEnabled() || run.started().getEpochSecond() < user.notBefore()) {
            return Optional.of(CauseKind.USER_DISABLED);
        }
        return endOfAgent(run, userSession);
    }

    private Optional<CauseKind> endOfAgent(Run run, UserSessionModel userSession) {
        KnownAgent agent = agents.computeIfAbsent(run.agentUuid(), this::knownAgent);
        if (!agent.isEnabled() || run.started().getEpochSecond() < agent.notBefore()) {
            return Optional.of(CauseKind.AGENT_DISABLED);
        }
        if (!agent.profile().map(profile -> stillDescribes(profile, run)).orElse(false)) {
            return Optional.of(CauseKind.AGENT_CHANGED);
        }
        if (!attesters.computeIfAbsent(run.attester(), name -> Attesters.isTrusted(realm, name))) {
            return Optional.of(CauseKind.ATTESTER_WITHDRAWN);
        }
        if (userSession.getAuthenticatedClientSessionByClient(run.agentUuid()) == null) {
            return Optional.of(CauseKind.CONSENT_WITHDRAWN); // Keycloak detaches the client session when consent goes
        }
        return Optional.empty();
    }

    /** What would end a run that started now with this from a human; empty when nothing would. */
    public Optional<CauseKind> endOf(Run.HumanGrant grant) {
        return endOf(grant, now);
    }

    private Optional<CauseKind> endOf(Run.HumanGrant grant, Instant started) {
        UserSessionModel human = session.sessions().getUserSession(realm, grant.sessionId());
        if (!AuthenticationManager.isSessionValid(realm, human)) {
            return Optional.of(CauseKind.SESSION_ENDED);
        }
        ClientModel client = realm.getClientById(grant.clientUuid());
        if (client == null || !client.isEnabled() || started.getEpochSecond() < client.getNotBefore()) {
            return Optional.of(CauseKind.SESSION_ENDED);
        }
        if (human.getAuthenticatedClientSessionByClient(grant.clientUuid()) == null
                || grant.consentScope()
                        .map(scope -> isWithdrawn(human, client, scope))
                        .orElse(false)) {
            return Optional.of(CauseKind.CONSENT_WITHDRAWN);
        }
        return tokenRevoked.test(grant.tokenId()) ? Optional.of(CauseKind.SUBJECT_TOKEN_REVOKED) : Optional.empty();
    }

    /** A client that asks for no consent has none to withdraw; there the scope in the token is the administrator's decision. */
    private boolean isWithdrawn(UserSessionModel human, ClientModel client, String scopeName) {
        if (!client.isConsentRequired()) {
            return false;
        }
        UserConsentModel consent =
                UserConsentManager.getConsentByClient(session, realm, human.getUser(), client.getId());
        return consent == null
                || consent.getGrantedClientScopes().stream()
                        .map(ClientScopeModel::getName)
                        .noneMatch(scopeName::equals);
    }

    private record KnownUser(boolean isEnabled, int notBefore) {}

    private KnownUser known(UserModel user) {
        return isEnabled(user)
                ? new KnownUser(true, session.users().getNotBeforeOfUser(realm, user))
                : new KnownUser(false, 0);
    }

    /** @param profile empty when the client is no agent */
    private record KnownAgent(boolean isEnabled, int notBefore, Optional<AgentProfile> profile) {}

    private KnownAgent knownAgent(String uuid) {
        ClientModel client = realm.getClientById(uuid);
        if (client == null || !client.isEnabled() || !isEnabled(session.users().getServiceAccount(client))) {
            return new KnownAgent(false, 0, Optional.empty());
        }
        return new KnownAgent(
                true,
                client.getNotBefore(),
                Optional.of(client).filter(AgentClients::isAgent).map(AgentClients::profileOf));
    }

    private static boolean isEnabled(UserModel user) {
        return user != null && user.isEnabled();
    }

    private static boolean stillDescribes(AgentProfile profile, Run run) {
        return profile.isUsable()
                && profile.authority().describes(run.model(), run.parent().isEmpty())
                && profile.environment().equals(run.environment())
                && profile.locality() == run.locality()
                && profile.attesters().contains(run.attester());
    }
}
