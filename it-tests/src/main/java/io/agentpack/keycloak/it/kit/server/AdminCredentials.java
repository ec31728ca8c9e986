package io.agentpack.keycloak.it.kit.server;

import java.util.UUID;

/** The bootstrap administrator of the master realm. */
public record AdminCredentials(String username, String password) {

    static AdminCredentials random() {
        return new AdminCredentials("admin", UUID.randomUUID().toString());
    }
}
