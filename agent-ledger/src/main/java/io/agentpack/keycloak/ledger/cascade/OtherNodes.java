package io.agentpack.keycloak.ledger.cascade;

import io.agentpack.keycloak.domain.revocation.CauseKind;
import io.agentpack.keycloak.ledger.RunsOn;
import io.agentpack.keycloak.ledger.cascade.StoppedRuns.Stop;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.cluster.ClusterEvent;
import org.keycloak.cluster.ClusterProvider;
import org.keycloak.keys.infinispan.PublicKeyStorageInvalidationEvent;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.util.JsonSerialization;

/**
 * Tells the other nodes of a stop when it has committed and before the answer to it leaves, so that they refuse, too, whatever their caches hold.
 * A node that the message does not reach learns the same from the database within a second ({@link CascadeWorker}).
 */
public final class OtherNodes {
    private static final Logger LOG = Logger.getLogger(OtherNodes.class);
    private static final String KEY = "agent-runs-stopped";

    private OtherNodes() {}

    /** What is sent. Keycloak's marshaller knows no class of ours, so it travels as text in an event of Keycloak's that has nothing but a text. */
    record Message(List<StoppedRun> stops, WideStopNews wide) {
        record StoppedRun(String runId, CauseKind kind) {}

        record WideStopNews(String realmId, String runs, CauseKind kind, long at) {}

        static Message of(Collection<Stop> stops) {
            return new Message(
                    stops.stream()
                            .map(stop -> new StoppedRun(stop.runId(), stop.kind()))
                            .toList(),
                    null);
        }

        static Message of(WideStop stop) {
            return new Message(
                    List.of(),
                    new WideStopNews(
                            stop.realmId(),
                            stop.runs().encoded(),
                            stop.kind(),
                            stop.at().toEpochMilli()));
        }

        void tell(StoppedRuns stopped) {
            stopped.add(stops.stream()
                    .map(stop -> new Stop(stop.runId(), stop.kind()))
                    .toList());
            Optional.ofNullable(wide)
                    .map(news -> new WideStop(
                            news.realmId(), RunsOn.decoded(news.runs()), news.kind(), Instant.ofEpochMilli(news.at())))
                    .ifPresent(stopped::add);
        }
    }

    static void tell(KeycloakSession session, Collection<Stop> stops) {
        send(session, Message.of(stops));
    }

    static void tell(KeycloakSession session, WideStop stop) {
        send(session, Message.of(stop));
    }

    /** Listens on this node. */
    public static void listen(KeycloakSessionFactory server, StoppedRuns stopped) {
        KeycloakModelUtils.runJobInTransaction(server, session -> session.getProvider(ClusterProvider.class)
                .registerListener(KEY, event -> hear(event, stopped)));
    }

    private static void send(KeycloakSession session, Message message) {
        try {
            ClusterEvent event =
                    PublicKeyStorageInvalidationEvent.create(JsonSerialization.writeValueAsString(message));
            session.getProvider(ClusterProvider.class).notify(KEY, event, true);
        } catch (IOException | RuntimeException unsent) {
            // The stop stands; the database tells it, too.
            LOG.warnf(unsent, "The other nodes could not be told of a stop; they will read it from the database");
        }
    }

    private static void hear(ClusterEvent event, StoppedRuns stopped) {
        try {
            String text = ((PublicKeyStorageInvalidationEvent) event).getCacheKey();
            JsonSerialization.readValue(text, Message.class).tell(stopped);
        } catch (IOException | RuntimeException unread) {
            LOG.warnf(unread, "A stop on another node was not understood; it will be read from the database");
        }
    }
}
