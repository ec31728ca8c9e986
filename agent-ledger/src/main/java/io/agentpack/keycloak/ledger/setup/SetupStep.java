package io.agentpack.keycloak.ledger.setup;

/**
 * One change of a preparation, or of taking it back.
 *
 * @param subject alias of the flow that changes, client id of the agent or of the link, or name of the scope
 * @param other alias of the flow that is copied or bound instead; else empty
 */
public record SetupStep(Kind kind, String subject, String other) {

    public enum Kind {
        COPY_FLOW,
        BIND_FLOW,
        ADD_EXECUTION,
        SHAPE_AGENT,
        ADD_LINK,
        REMOVE_EXECUTION,
        REMOVE_FLOW,
        REMOVE_SCOPE,
        REMOVE_LINK
    }
}
