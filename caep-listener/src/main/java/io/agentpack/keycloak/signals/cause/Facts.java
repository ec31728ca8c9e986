package io.agentpack.keycloak.signals.cause;

import java.time.Instant;
import java.util.Optional;

/** What an event leaves open and the realm knows. */
interface Facts {

    String realmId();

    boolean realmIsEnabled();

    /** Tokens issued before are void; empty when none was set. */
    Optional<Instant> notBefore();

    Optional<String> clientUuid(String clientId);

    boolean isDisabled(String userId);

    /** Immutable id of the client that this user is the service account of. */
    Optional<String> clientOfServiceAccount(String userId);

    /** Name of the attester with this component id; empty when the component is something else or is gone. */
    Optional<Attester> attester(String componentId);

    record Attester(String name, boolean enabled) {}
}
