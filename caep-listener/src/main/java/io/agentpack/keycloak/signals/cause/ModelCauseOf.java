package io.agentpack.keycloak.signals.cause;

import static io.agentpack.keycloak.domain.revocation.CauseKind.AGENT_CHANGED;
import static io.agentpack.keycloak.domain.revocation.CauseKind.AGENT_DISABLED;
import static io.agentpack.keycloak.domain.revocation.CauseKind.SESSION_ENDED;
import static io.agentpack.keycloak.domain.revocation.CauseKind.USER_DISABLED;

import io.agentpack.keycloak.domain.agent.AgentProfile;
import io.agentpack.keycloak.domain.authority.AuthorityModel;
import io.agentpack.keycloak.ledger.AgentClients;
import io.agentpack.keycloak.ledger.AgentLedgerProvider.Hook;
import io.agentpack.keycloak.ledger.RunStanding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.models.ClientModel;

/** The table of changes to clients and users that end runs, however they are made: REST, console, import, storage provider. */
final class ModelCauseOf {
    private ModelCauseOf() {}

    static List<Noticed> updated(ClientModel client, Facts facts) {
        if (!client.isEnabled()) {
            return gone(client);
        }
        return Stream.concat(changed(client, facts), voided(client)).toList();
    }

    /** Said by what the runs hang on, not run by run: there may be thousands, of which the transaction of an edit must not end each. */
    private static Stream<Noticed> changed(ClientModel client, Facts facts) {
        Noticed changed = Noticed.of(AGENT_CHANGED, Hook.AGENT, client.getId());
        AgentProfile profile = AgentClients.isAgent(client) ? AgentClients.profileOf(client) : null;
        if (profile == null || !profile.isUsable()) {
            return Stream.of(changed);
        }
        List<RunStanding> live = facts.standingsOfLive(client.getId());
        if (live.stream().anyMatch(run -> isOfAnotherKind(run, profile))) {
            return Stream.of(changed);
        }
        Stream<Noticed> elsewhere = live.stream()
                .map(RunStanding::environment)
                .distinct()
                .filter(environment -> !environment.equals(profile.environment().name()))
                .map(environment -> changed.and(Hook.ENVIRONMENT, environment));
        Stream<Noticed> unvouched = live.stream()
                .map(RunStanding::attester)
                .distinct()
                .filter(attester -> !profile.attesters().contains(attester))
                .map(attester -> changed.and(Hook.ATTESTER, attester));
        return Stream.concat(elsewhere, unvouched);
    }

    /** Live runs of one agent are all of one kind: they ended when it was changed before. */
    private static boolean isOfAnotherKind(RunStanding run, AgentProfile profile) {
        boolean describes = AuthorityModel.of(run.authority())
                .filter(model -> profile.authority().describes(model, run.isRoot()))
                .isPresent();
        return !describes || !profile.locality().value().equals(run.locality());
    }

    /** "Not before" voids what was issued to the client earlier: its own runs, and the tokens that others stand on. */
    private static Stream<Noticed> voided(ClientModel client) {
        Instant notBefore = Instant.ofEpochSecond(client.getNotBefore());
        return client.getNotBefore() <= 0
                ? Stream.empty()
                : gone(client).stream().map(all -> all.startedBefore(notBefore));
    }

    /** A client that is gone or disabled takes its own runs with it, and those that stand on a token issued to it. */
    static List<Noticed> gone(ClientModel client) {
        return List.of(
                Noticed.of(AGENT_DISABLED, Hook.AGENT, client.getId()),
                Noticed.of(SESSION_ENDED, Hook.SUBJECT_CLIENT, client.getId()));
    }

    static List<Noticed> userGone(String userId, Optional<String> clientOfServiceAccount) {
        List<Noticed> noticed = new ArrayList<>();
        noticed.add(Noticed.of(USER_DISABLED, Hook.SUBJECT, userId));
        clientOfServiceAccount.ifPresent(client -> noticed.add(Noticed.of(AGENT_DISABLED, Hook.AGENT, client)));
        return noticed;
    }
}
