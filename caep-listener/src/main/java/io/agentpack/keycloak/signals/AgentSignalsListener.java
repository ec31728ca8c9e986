package io.agentpack.keycloak.signals;

import io.agentpack.keycloak.signals.cause.Causes;
import org.jboss.logging.Logger;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.models.KeycloakSession;

/** Notices what ends runs in the events of one Keycloak session. */
final class AgentSignalsListener implements EventListenerProvider {
    private static final Logger LOG = Logger.getLogger(AgentSignalsListener.class);

    private final KeycloakSession session;

    AgentSignalsListener(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public void onEvent(Event event) {
        wholly(() -> Causes.in(session, event));
    }

    @Override
    public void onEvent(AdminEvent event, boolean includeRepresentation) {
        wholly(() -> Causes.in(session, event));
    }

    @Override
    public void close() {}

    /**
     * Keycloak swallows what a listener throws and commits the rest. A stop of which only a part was written must not commit, so the transaction
     * is made to fail as a whole; whoever asked for the stop sees an error and asks again.
     */
    private void wholly(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.error("Runs could not be ended; what would have ended them is undone", e);
            UndoneError.of(session, e);
        }
    }
}
