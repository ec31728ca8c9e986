package io.agentpack.keycloak.ledger.end;

import java.time.Duration;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.KeycloakSessionTaskWithResult;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * A transaction of our own work that doesn't wait for the database for as long as Keycloak's requests may (five minutes): a database that hangs would
 * keep the thread, and with it whatever else waits for it. Keycloak applies the limit to the connection's socket, too.
 */
public final class BoundedTransaction {
    private BoundedTransaction() {}

    /** @param most whole seconds, at least 1 */
    public static <T> T of(KeycloakSessionFactory server, Duration most, KeycloakSessionTaskWithResult<T> work) {
        KeycloakModelUtils.setTransactionLimit(server, (int) most.toSeconds());
        try {
            return KeycloakModelUtils.runJobInTransactionWithResult(server, work);
        } finally {
            KeycloakModelUtils.setTransactionLimit(server, 0);
        }
    }
}
