package io.agentpack.keycloak.ledger;

/** What can end runs without any event, and shows in Keycloak's own tables: another extension, SQL, or Keycloak letting a session go. */
public enum SilentEnd {
    /** The session of the run is gone. */
    OWN_SESSION_GONE,
    /** The session of the human is gone. */
    HUMAN_SESSION_GONE,
    /** The session of the human has not been used for longer than the realm allows. */
    HUMAN_SESSION_IDLE,
    /** The person is disabled. */
    PERSON_DISABLED
}
