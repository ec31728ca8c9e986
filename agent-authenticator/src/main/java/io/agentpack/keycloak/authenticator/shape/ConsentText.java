package io.agentpack.keycloak.authenticator.shape;

import java.util.Optional;
import org.keycloak.models.ClientModel;

/** The line of the consent screen for an agent: {@code Let “<name>” act for you}. */
final class ConsentText {
    private static final int MAX_NAME = 100;

    private ConsentText() {}

    /** Names the agent by its display name; by its client id where it has none, or only a key of a theme's messages. */
    static String of(ClientModel agent) {
        String name = Optional.ofNullable(agent.getName())
                .map(String::strip)
                .filter(text -> !text.isEmpty() && !text.contains("${"))
                .orElse(agent.getClientId());
        return "Let “" + (name.length() > MAX_NAME ? name.substring(0, MAX_NAME) : name) + "” act for you";
    }
}
