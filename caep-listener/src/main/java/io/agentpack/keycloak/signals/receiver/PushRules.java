package io.agentpack.keycloak.signals.receiver;

import org.keycloak.Config;
import org.keycloak.common.util.Environment;

/**
 * How strict the server is about push addresses.
 *
 * @param allowInsecure the administrator allows http and addresses that are not public, anywhere
 * @param devMode the server runs with {@code start-dev}: addresses that are not public are fine, http only to loopback
 */
public record PushRules(boolean allowInsecure, boolean devMode) {
    /** Server option of the event listener: {@code --spi-events-listener--agent-signals--allow-insecure-push}. */
    public static final String OPTION = "allow-insecure-push";

    public static PushRules ofServer() {
        return new PushRules(
                Config.scope("eventsListener", "agent-signals").getBoolean(OPTION, false), Environment.isDevMode());
    }

    boolean admitsHttp(boolean toLoopback) {
        return allowInsecure || (devMode && toLoopback);
    }

    boolean admitsPrivateAddresses() {
        return allowInsecure || devMode;
    }
}
