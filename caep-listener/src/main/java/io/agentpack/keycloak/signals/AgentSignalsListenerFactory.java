package io.agentpack.keycloak.signals;

import io.agentpack.keycloak.ledger.RunClaimsChanged;
import io.agentpack.keycloak.ledger.RunsEnded;
import io.agentpack.keycloak.ledger.report.WhoWouldHear;
import io.agentpack.keycloak.signals.cause.Causes;
import io.agentpack.keycloak.signals.delivery.Deliverer;
import io.agentpack.keycloak.signals.delivery.SignalMetrics;
import io.agentpack.keycloak.signals.queue.QueueSignals;
import io.agentpack.keycloak.signals.queue.WhoHears;
import io.agentpack.keycloak.signals.receiver.PushRules;
import io.agentpack.keycloak.signals.receiver.SsfStream;
import org.jboss.logging.Logger;
import org.keycloak.Config;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventListenerProviderFactory;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.utils.PostMigrationEvent;
import org.keycloak.provider.ProviderEvent;

/**
 * Where the module is put together. What ends runs comes in as user events, admin events and model events; ended runs become queued signals; a
 * commit wakes the deliverer.
 */
public final class AgentSignalsListenerFactory implements EventListenerProviderFactory {
    private static final Logger LOG = Logger.getLogger(AgentSignalsListenerFactory.class);

    private Deliverer deliverer;
    private QueueSignals queue;

    @Override
    public String getId() {
        return "agent-signals";
    }

    /** For every realm without being asked: nobody can forget to switch it on. */
    @Override
    public boolean isGlobal() {
        return true;
    }

    @Override
    public void init(Config.Scope config) {}

    @Override
    public void postInit(KeycloakSessionFactory server) {
        SignalMetrics metrics = new SignalMetrics();
        deliverer = Deliverer.ofServer(server, PushRules.ofServer(), metrics);
        queue = new QueueSignals((receivers, count) -> {
            metrics.queued(count);
            deliverer.wake(receivers);
        });
        server.register(this::onProviderEvent);
        LOG.infof(
                "Agent signals: push receivers on clients are on, streams of Keycloak's Shared Signals (feature ssf) are %s",
                SsfStream.areOn() ? "on" : "off");
    }

    @Override
    public EventListenerProvider create(KeycloakSession session) {
        return new AgentSignalsListener(session);
    }

    @Override
    public void close() {
        if (deliverer != null) {
            deliverer.close();
        }
    }

    private void onProviderEvent(ProviderEvent event) {
        if (event instanceof RunsEnded ended) {
            queue.onRunsEnded(ended);
        } else if (event instanceof RunClaimsChanged change) {
            queue.onClaimsChanged(change);
        } else if (event instanceof WhoWouldHear asked) {
            WhoHears.answer(asked);
        } else if (event instanceof PostMigrationEvent) {
            // The tables are there from now on.
            deliverer.start();
        } else {
            Causes.in(event);
        }
    }
}
