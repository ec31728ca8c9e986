package io.agentpack.keycloak.exchange.picture;

import java.util.Optional;

/**
 * A run as a picture needs it.
 *
 * @param agent key of the agent; runs of one agent in one state are alike
 * @param label what people call the agent
 * @param state value of the run's state
 */
public record TreeRun(String id, Optional<String> parent, String agent, String label, String state) {}
