package io.agentpack.keycloak.signals.queue;

import io.agentpack.keycloak.domain.revocation.Cause;
import io.agentpack.keycloak.ledger.EndedRun;
import io.agentpack.keycloak.ledger.RunsEnded;
import io.agentpack.keycloak.ledger.end.AfterCommit;
import io.agentpack.keycloak.ledger.outbox.Receiver;
import io.agentpack.keycloak.ledger.outbox.Signal;
import io.agentpack.keycloak.ledger.outbox.SignalOutbox;
import io.agentpack.keycloak.signals.receiver.Receivers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.keycloak.models.ClientModel;
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
            new Batch(event).queue(signalled);
        }
    }

    private final class Batch {
        private final RunsEnded event;
        private final Receivers receivers;
        private final SignalOutbox outbox;
        private final Map<String, Optional<ClientModel>> byName = new HashMap<>();
        private final Set<Receiver> queuedFor = new HashSet<>();
        private int queued;

        Batch(RunsEnded event) {
            this.event = event;
            receivers = new Receivers(event.session(), event.realm());
            outbox = SignalOutbox.in(event.session());
        }

        void queue(List<EndedRun> runs) {
            List<ClientModel> ofEveryRun = receivers.ofEveryRun();
            for (EndedRun run : runs) {
                Map<String, ClientModel> listeners = new HashMap<>();
                ofEveryRun.forEach(client -> listeners.put(client.getId(), client));
                run.audiences().stream()
                        .map(name -> byName.computeIfAbsent(name, receivers::named))
                        .flatMap(Optional::stream)
                        .forEach(client -> listeners.put(client.getId(), client));
                listeners.values().forEach(client -> queue(run, client));
            }
            if (queued > 0) {
                AfterCommit.of(event.session(), () -> committed.accept(queuedFor, queued));
            }
        }

        private void queue(EndedRun run, ClientModel client) {
            Cause cause = event.cause();
            String jti = UUID.randomUUID().toString();
            String claims = json(SetClaims.of(jti, client.getClientId(), run, cause));
            String realmId = event.realm().getId();
            outbox.enqueue(Signal.queued(jti, realmId, run.run().id(), client.getId(), cause.id(), cause.at(), claims));
            queuedFor.add(new Receiver(realmId, client.getId()));
            queued++;
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
