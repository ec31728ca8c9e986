package io.agentpack.keycloak.domain.agent;

/** Names of the client attributes that make up an agent's profile; edited in the client's Credentials tab. */
public final class AgentAttributes {
    public static final String AUTHORITY = "agent.authority";
    public static final String ENVIRONMENT = "agent.environment";
    public static final String LOCALITY = "agent.locality";
    public static final String CONSENT = "agent.consent";
    public static final String OWNER = "agent.owner";
    public static final String ATTESTERS = "agent.attesters";
    public static final String ATTESTED_SUBJECT = "agent.attested-subject";
    public static final String REQUIRED_CLAIMS = "agent.required-claims";
    public static final String ATTESTATION_MAX_AGE = "agent.attestation.max-age";
    public static final String CHALLENGE = "agent.challenge";
    public static final String SENDER_CONSTRAINED = "agent.sender-constrained";
    public static final String RUN_MAX_LIFETIME = "agent.run.max-lifetime";
    public static final String TOKEN_MAX_LIFETIME = "agent.token.max-lifetime";
    public static final String MAX_DEPTH = "agent.delegation.max-depth";
    public static final String MAX_CHILDREN = "agent.delegation.max-children";
    public static final String DELEGATES = "agent.delegates";
    public static final String SCOPE_CEILING = "agent.scope.ceiling";
    public static final String APPROVERS = "agent.approvers";

    /** How Keycloak joins the values of a list attribute. */
    public static final String LIST_SEPARATOR = "##";

    private AgentAttributes() {}
}
