package io.agentpack.keycloak.domain.revocation;

import io.agentpack.keycloak.domain.run.RunState;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Why runs end: who starts it, what the run that it hits becomes, and the sentence for administrators and receivers. */
public enum CauseKind {
    COMPLETED(Initiator.SYSTEM, RunState.COMPLETED, "The agent completed the run"),
    DEADLINE(Initiator.SYSTEM, RunState.EXPIRED, "The run reached its deadline"),
    AGENT_REVOKED(Initiator.SYSTEM, RunState.REVOKED, "The agent gave the run up"),
    TOKEN_REVOKED(Initiator.SYSTEM, RunState.REVOKED, "A token of the run was revoked"),
    ADMIN_REVOKED(Initiator.ADMIN, RunState.REVOKED, "An administrator stopped the run"),
    AGENT_STOPPED(Initiator.ADMIN, RunState.REVOKED, "An administrator stopped the agent"),
    PERSON_STOPPED(Initiator.ADMIN, RunState.REVOKED, "An administrator stopped all that runs for the person"),
    ENVIRONMENT_STOPPED(Initiator.ADMIN, RunState.REVOKED, "An administrator stopped the environment"),
    ATTESTER_STOPPED(Initiator.ADMIN, RunState.REVOKED, "An administrator stopped all that the attester vouched for"),
    HUMAN_REVOKED(Initiator.USER, RunState.REVOKED, "The person stopped the run"),
    LOGOUT(Initiator.USER, RunState.REVOKED, "The person's session ended"),
    ADMIN_LOGOUT(Initiator.ADMIN, RunState.REVOKED, "An administrator ended the person's session"),
    SESSION_ENDED(Initiator.SYSTEM, RunState.REVOKED, "The session that the run stands on is over"),
    RUN_SESSION_ENDED(Initiator.ADMIN, RunState.REVOKED, "The run's own session was ended"),
    CONSENT_WITHDRAWN(Initiator.USER, RunState.REVOKED, "The consent for the agent was withdrawn"),
    SUBJECT_TOKEN_REVOKED(Initiator.SYSTEM, RunState.REVOKED, "The token that the run stands on was revoked"),
    RIGHTS_LOST(Initiator.ADMIN, RunState.REVOKED, "The person lost a right that the run holds"),
    USER_DISABLED(Initiator.ADMIN, RunState.REVOKED, "The person was disabled or deleted"),
    AGENT_DISABLED(Initiator.ADMIN, RunState.REVOKED, "The agent was disabled or deleted"),
    AGENT_CHANGED(Initiator.ADMIN, RunState.REVOKED, "What the agent may be was changed"),
    ATTESTER_WITHDRAWN(
            Initiator.ADMIN, RunState.REVOKED, "The attester that vouched for the agent is no longer trusted"),
    PROGRAM_CHANGED(Initiator.POLICY, RunState.REVOKED, "The program of the agent's instance was changed"),
    REALM_LOGOUT(Initiator.ADMIN, RunState.REVOKED, "All sessions of the realm were ended");

    private final Initiator initiator;
    private final RunState outcome;
    private final String sentence;

    CauseKind(Initiator initiator, RunState outcome, String sentence) {
        this.initiator = initiator;
        this.outcome = outcome;
        this.sentence = sentence;
    }

    public Initiator initiator() {
        return initiator;
    }

    /** What the run that the cause hits becomes; runs under it become {@link RunState#CASCADED}. */
    public RunState outcome() {
        return outcome;
    }

    public String sentence() {
        return sentence;
    }

    /** The name used in events and records. */
    public String value() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<CauseKind> of(String value) {
        return Stream.of(values()).filter(kind -> kind.value().equals(value)).findFirst();
    }

    /**
     * Whether receivers must be told. They know an expiry from {@code exp}; everything else may leave tokens that still look good.
     *
     * @param tokensMayLive whether a token of the run can still be unexpired
     */
    public boolean isSignalled(boolean tokensMayLive) {
        return tokensMayLive && this != DEADLINE;
    }
}
