package io.agentpack.keycloak.authenticator;

import io.agentpack.keycloak.authenticator.evidence.Attestation;
import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.RefusedException;
import io.agentpack.keycloak.domain.revocation.CauseKind;
import io.agentpack.keycloak.ledger.AgentLedgerProvider;
import io.agentpack.keycloak.ledger.AgentLedgerProvider.Hook;
import io.agentpack.keycloak.ledger.RunRecord;
import io.agentpack.keycloak.ledger.end.EndRuns;
import io.agentpack.keycloak.ledger.session.RunSessions;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keycloak.jose.jws.crypto.HashUtils;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * A program never changes while it runs: an instance that comes back with another one is compromised. Its runs are ended, in a transaction of their
 * own since this request is refused, and so is whatever else it asks for.
 */
final class RefuseChangedProgram {
    /** At least as long as the longest run. */
    private static final long REMEMBERED = 86_400;

    private static final String PROGRAM = "program";

    private final KeycloakSession session;
    private final RealmModel realm;
    private final ClientModel agent;
    private final Attestation attestation;

    private RefuseChangedProgram(KeycloakSession session, ClientModel agent, Attestation attestation) {
        this.session = session;
        this.realm = session.getContext().getRealm();
        this.agent = agent;
        this.attestation = attestation;
    }

    /** @throws RefusedException {@link Refusal#EVIDENCE_INVALID} */
    static void check(KeycloakSession session, ClientModel agent, Attestation attestation) {
        attestation.assurance().program().ifPresent(new RefuseChangedProgram(session, agent, attestation)::check);
    }

    private void check(String program) {
        Optional<String> before = remembered();
        if (before.isEmpty()) {
            // New here, or the memory is: it does not outlive the whole cluster, runs do.
            before = ofLiveRuns();
            session.singleUseObjects().put(entry(), REMEMBERED, Map.of(PROGRAM, before.orElse(program)));
        }
        if (!before.orElse(program).equals(program)) {
            endRuns();
            throw new RefusedException(
                    Refusal.EVIDENCE_INVALID, "binary_id is not that of the program the instance has started with");
        }
    }

    private Optional<String> remembered() {
        return Optional.ofNullable(session.singleUseObjects().get(entry())).map(notes -> notes.get(PROGRAM));
    }

    private Optional<String> ofLiveRuns() {
        return liveRuns(session, realm).stream()
                .map(run -> session.sessions().getUserSession(realm, run))
                .flatMap(userSession -> RunSessions.program(userSession).stream())
                .findFirst();
    }

    private void endRuns() {
        String realmId = realm.getId();
        KeycloakModelUtils.runJobInTransaction(session.getKeycloakSessionFactory(), own -> {
            RealmModel same = own.realms().getRealm(realmId);
            own.getContext().setRealm(same);
            EndRuns.in(own, same).because(CauseKind.PROGRAM_CHANGED, liveRuns(own, same));
        });
    }

    private List<String> liveRuns(KeycloakSession in, RealmModel where) {
        AgentLedgerProvider ledger = in.getProvider(AgentLedgerProvider.class);
        return ledger.liveOn(where, Hook.AGENT, agent.getId()).stream()
                .filter(run ->
                        ledger.find(where, run).filter(this::isOfInstance).isPresent())
                .toList();
    }

    private boolean isOfInstance(RunRecord run) {
        return run.attester().equals(attestation.attester().name())
                && run.instance().equals(attestation.instance().id());
    }

    private String entry() {
        String parts = realm.getId()
                + '|'
                + agent.getId()
                + '|'
                + attestation.attester().name()
                + '|'
                + attestation.instance().id();
        return "agent-program."
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(HashUtils.hash("SHA-256", parts.getBytes(StandardCharsets.UTF_8)));
    }
}
