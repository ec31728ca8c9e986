package io.agentpack.keycloak.authenticator;

import io.agentpack.keycloak.authenticator.evidence.Validity;
import java.lang.management.ManagementFactory;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.SingleUseObjectProvider;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * Since when the cluster knows which proofs were used. Keycloak keeps used ones in memory, on two nodes: when all nodes were down, what was used
 * just before would be good again. So the first node that finds the memory empty notes its own start there, and nothing that may have been made
 * before is accepted by any node. A node that joins a living cluster finds the note of that cluster and refuses nothing.
 */
final class RememberedSince {
    private static final String KEY = "agent-proof.remembered-since";
    private static final String TIME = "time";
    /** After this a joining node would note its own start: refusing more, never less. */
    private static final long LIFETIME_SECONDS = 365L * 24 * 60 * 60;

    /** A clock that is ahead may have dated a proof into the time after the start of this process. */
    private final Instant ownStart = Instant.ofEpochMilli(
                    ManagementFactory.getRuntimeMXBean().getStartTime())
            .plus(Validity.SKEW);

    private volatile Instant since;

    /** Asks the cluster once for each node. */
    Instant get(KeycloakSessionFactory sessions) {
        if (since == null) {
            since = KeycloakModelUtils.runJobInTransactionWithResult(sessions, this::readOrNote);
        }
        return since;
    }

    private Instant readOrNote(KeycloakSession session) {
        SingleUseObjectProvider memory = session.singleUseObjects();
        Optional<Instant> noted = Optional.ofNullable(memory.get(KEY))
                .map(notes -> Instant.ofEpochMilli(Long.parseLong(notes.get(TIME))));
        if (noted.isEmpty()) {
            memory.put(KEY, LIFETIME_SECONDS, Map.of(TIME, Long.toString(ownStart.toEpochMilli())));
        }
        return noted.orElse(ownStart);
    }
}
