package io.agentpack.keycloak.signals.cause;

import io.agentpack.keycloak.ledger.RunRecord;
import io.agentpack.keycloak.ledger.RunStanding;
import java.time.Instant;
import java.util.List;
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

    /** The different ways in which the agent's live runs stand. */
    List<RunStanding> standingsOfLive(String agentUuid);

    record Attester(String name, boolean enabled) {}
}
