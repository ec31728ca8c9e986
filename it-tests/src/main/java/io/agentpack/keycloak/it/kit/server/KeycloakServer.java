package io.agentpack.keycloak.it.kit.server;

import java.net.URI;
import java.nio.file.Path;

/** A running Keycloak that belongs to this JVM. */
public interface KeycloakServer extends AutoCloseable {

    /** Where clients reach it, without a slash at the end. */
    URI baseUrl();

    /** Where {@code /health} and {@code /metrics} are. */
    URI managementUrl();

    AdminCredentials adminCredentials();

    /** Everything the server has written so far. */
    String log();

    Path logFile();

    StartTime startTime();

    /** A server of this JVM (bound to 0.0.0.0) as Keycloak has to call it: its name depends on where Keycloak runs. */
    URI urlOfLocal(int port, String path);

    /** E.g. {@code distribution} or {@code container local/keycloak:…}. */
    String kind();

    default URI url(String path) {
        return URI.create(baseUrl() + path);
    }

    @Override
    void close();
}
