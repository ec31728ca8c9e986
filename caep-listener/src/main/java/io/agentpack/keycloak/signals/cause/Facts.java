package io.agentpack.keycloak.signals.cause;

import io.agentpack.keycloak.ledger.RunRecord;
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

    /** Whether the person's consent for the client still covers this run of the agent that it was given for. */
    boolean isConsentedTo(RunRecord run, String clientUuid);

    /** Whether the run holds a role that its person no longer has. */
    boolean holdsLostRight(RunRecord run);

    record Attester(String name, boolean enabled) {}
}
