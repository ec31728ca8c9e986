package io.agentpack.keycloak.ledger;

/** Names of the pack's details on Keycloak events. */
public final class AuditDetail {
    public static final String RUN = "agent_run";
    public static final String ROOT_RUN = "agent_root_run";
    public static final String AUTHORITY = "agent_authority";
    public static final String ENVIRONMENT = "agent_environment";
    public static final String LOCALITY = "agent_locality";
    public static final String CHAIN = "agent_chain";
    public static final String SUBJECT = "agent_subject";
    public static final String OWNER = "agent_owner";
    public static final String ATTESTER = "agent_attester";
    public static final String INSTANCE = "agent_instance";
    public static final String GOAL = "agent_goal";
    public static final String SCOPE = "agent_scope";
    public static final String CAUSE = "agent_cause";

    /** Id of a request for more. */
    public static final String APPROVAL = "agent_approval";
    /** Scopes that a request for more goes beyond what the run holds. */
    public static final String SCOPE_ASKED = "agent_scope_asked";

    public static final String APPROVER = "agent_approver";
    /** {@code policy}, {@code approved}, {@code refused}, {@code pending} or {@code cancelled}. */
    public static final String DECISION = "agent_decision";

    private AuditDetail() {}
}
