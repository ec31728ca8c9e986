package io.agentpack.keycloak.signals.queue;

import io.agentpack.keycloak.domain.revocation.Cause;
import io.agentpack.keycloak.ledger.EndedRun;
import io.agentpack.keycloak.ledger.RunClaimsChanged;
import io.agentpack.keycloak.ledger.RunsEnded;
import io.agentpack.keycloak.ledger.end.AfterCommit;
import io.agentpack.keycloak.ledger.outbox.Receiver;
import io.agentpack.keycloak.ledger.outbox.Signal;
import io.agentpack.keycloak.ledger.outbox.SignalOutbox;
import io.agentpack.keycloak.signals.receiver.Receivers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.util.JsonSerialization;

/**
 * Writes the outbox rows of runs that end, in the transaction that ends them, and wakes the deliverer when that has committed. It throws when it
 * can't, so that no run ends unheard.
 */
public final class QueueSignals {
    private final BiConsumer<Collection<Receiver>, Integer> committed;

    /** @param committed is told, after the commit, for whom something was queued, and how many signals */
    public QueueSignals(BiConsumer<Collection<Receiver>, Integer> committed) {
        this.committed = committed;
    }

    public void onRunsEnded(RunsEnded event) {
        List<EndedRun> signalled = event.runs().stream()
                .filter(run -> event.cause().kind().isSignalled(run.tokensMayLive()))
                .toList();
        if (!signalled.isEmpty()) {
            Batch batch = new Batch(event.session(), event.realm(), SetClaims.SESSION_REVOKED);
            Cause cause = event.cause();
            signalled.forEach(run -> batch.queue(
                    run.run().id(),
                    run.audiences(),
                    cause.id(),
                    cause.at(),
                    (jti, audience) -> SetClaims.of(jti, audience, run, cause)));
            batch.close();
        }
    }

    public void onClaimsChanged(RunClaimsChanged change) {
        Batch batch = new Batch(change.session(), change.realm(), SetClaims.TOKEN_CLAIMS_CHANGE);
        batch.queue(
                change.run().id(),
                change.audiences(),
                change.changeId(),
                change.at(),
                (jti, audience) -> SetClaims.of(jti, audience, change));
        batch.close();
    }

    /** Makes the claims for one receiver, of the token's id and the receiver's client id. */
    private interface Wording extends BiFunction<String, String, Map<String, Object>> {}

    private final class Batch {
        private final KeycloakSession session;
        private final RealmModel realm;
        private final String eventType;
        private final Receivers receivers;
        private final SignalOutbox outbox;
        private final List<ClientModel> ofEveryRun;
        private final Map<String, Optional<ClientModel>> byName = new HashMap<>();
        private final Set<Receiver> queuedFor = new HashSet<>();
        private int queued;

        Batch(KeycloakSession session, RealmModel realm, String eventType) {
            this.session = session;
            this.realm = realm;
            this.eventType = eventType;
            receivers = new Receivers(session, realm);
            outbox = SignalOutbox.in(session);
            ofEveryRun = receivers.ofEveryRun();
        }

        void queue(String runId, Set<String> audiences, String causeId, Instant at, Wording wording) {
            Map<String, ClientModel> listeners = new HashMap<>();
            ofEveryRun.forEach(client -> listeners.put(client.getId(), client));
            audiences.stream()
                    .map(name -> byName.computeIfAbsent(name, client -> receivers.named(client, eventType)))
                    .flatMap(Optional::stream)
                    .forEach(client -> listeners.put(client.getId(), client));
            listeners.values().forEach(client -> {
                String jti = UUID.randomUUID().toString();
                String claims = json(wording.apply(jti, client.getClientId()));
                outbox.enqueue(Signal.queued(jti, realm.getId(), runId, client.getId(), causeId, at, claims));
                queuedFor.add(new Receiver(realm.getId(), client.getId()));
                queued++;
            });
        }

        void close() {
            if (queued > 0) {
                AfterCommit.of(session, () -> committed.accept(queuedFor, queued));
            }
        }
    }

    private static String json(Map<String, Object> claims) {
        try {
            return JsonSerialization.writeValueAsString(claims);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
