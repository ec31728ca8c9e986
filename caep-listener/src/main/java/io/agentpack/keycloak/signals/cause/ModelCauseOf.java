package io.agentpack.keycloak.signals.cause;

import static io.agentpack.keycloak.domain.revocation.CauseKind.AGENT_CHANGED;
import static io.agentpack.keycloak.domain.revocation.CauseKind.AGENT_DISABLED;
import static io.agentpack.keycloak.domain.revocation.CauseKind.SESSION_ENDED;
import static io.agentpack.keycloak.domain.revocation.CauseKind.USER_DISABLED;

import io.agentpack.keycloak.domain.agent.AgentProfile;
import io.agentpack.keycloak.domain.authority.AuthorityModel;
import io.agentpack.keycloak.ledger.AgentClients;
import io.agentpack.keycloak.ledger.AgentLedgerProvider.Hook;
import io.agentpack.keycloak.ledger.RunRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.models.ClientModel;

/** The table of changes to clients and users that end runs, however they are made: REST, console, import, storage provider. */
final class ModelCauseOf {
    private ModelCauseOf() {}

    static List<Noticed> updated(ClientModel client) {
        if (!client.isEnabled()) {
            return gone(client);
        }
        return Stream.concat(Stream.of(changed(client)), voided(client)).toList();
    }

    private static Noticed changed(ClientModel client) {
        Noticed changed = Noticed.of(AGENT_CHANGED, Hook.AGENT, client.getId());
        if (!AgentClients.isAgent(client)) {
            return changed;
        }
        AgentProfile profile = AgentClients.profileOf(client);
        return profile.isUsable() ? changed.only(run -> contradicts(run, profile)) : changed;
    }

    /** "Not before" voids what was issued to the client earlier: its own runs, and the tokens that others stand on. */
    private static Stream<Noticed> voided(ClientModel client) {
        Instant notBefore = Instant.ofEpochSecond(client.getNotBefore());
        return client.getNotBefore() <= 0
                ? Stream.empty()
                : gone(client).stream().map(all -> all.only(run -> run.started().isBefore(notBefore)));
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

    /** The same comparison as the one made at every check of a token. */
    private static boolean contradicts(RunRecord run, AgentProfile profile) {
        boolean actsForHuman = AuthorityModel.of(run.authority())
                .map(AuthorityModel::actsForHuman)
                .orElse(false);
        return profile.authority().actsForHuman() != actsForHuman
                || !profile.environment().name().equals(run.environment())
                || !profile.locality().value().equals(run.locality())
                || !profile.attesters().contains(run.attester());
    }
}
