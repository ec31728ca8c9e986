package io.agentpack.keycloak.domain;

/**
 * Every reason to say no, with the one OAuth answer it has on the outside. The sentence is public and safe; what exactly was wrong goes
 * to the audit event only.
 */
public enum Refusal {
    EVIDENCE_MISSING(401, "invalid_client", "Client attestation is required."),
    EVIDENCE_INVALID(
            400, "invalid_client_attestation", "The client attestation or its proof of possession is not acceptable."),
    EVIDENCE_STALE(400, "use_fresh_attestation", "The client attestation is too old."),
    CHALLENGE_NEEDED(400, "use_attestation_challenge", "Use the challenge in the response header."),
    NONCE_NEEDED(400, "use_dpop_nonce", "Use the nonce in the response header."),
    DPOP_INVALID(400, "invalid_dpop_proof", "A valid DPoP proof is required."),

    REQUEST_MALFORMED(400, "invalid_request", "The request is malformed."),
    SUBJECT_TOKEN_INVALID(400, "invalid_request", "The subject token is not acceptable."),
    ACTOR_TOKEN_INVALID(400, "invalid_request", "The actor token is not acceptable."),
    CHAIN_TOO_DEEP(400, "invalid_request", "No further hand-over is allowed."),
    TOO_MANY_CHILDREN(400, "invalid_request", "The run has as many child runs as it may have."),
    TOKEN_TYPE_UNSUPPORTED(400, "invalid_request", "Only access tokens can be requested."),

    ACTOR_UNAUTHORIZED(400, "actor_unauthorized", "This agent may not act for the subject of the token."),
    ACTOR_TOKEN_HAS_ACTOR(400, "invalid_grant", "The actor token must not name an actor itself."),
    RUN_NOT_ACTIVE(400, "invalid_grant", "The run is not active."),
    INSTANCE_CHANGED(400, "invalid_grant", "The run belongs to another instance of this agent."),
    GRANT_NOT_ALLOWED(400, "unauthorized_client", "This agent may not use this grant."),
    SCOPE_BEYOND(400, "invalid_scope", "The scope goes beyond what may be handed over."),
    TARGET_BEYOND(400, "invalid_target", "The audience or resource is unknown or goes beyond what may be handed over."),
    DETAILS_INVALID(400, "invalid_authorization_details", "The authorization details are not acceptable.");

    private final int status;
    private final String error;
    private final String sentence;

    Refusal(int status, String error, String sentence) {
        this.status = status;
        this.error = error;
        this.sentence = sentence;
    }

    /** HTTP status of the answer. */
    public int status() {
        return status;
    }

    /** OAuth {@code error} code of the answer. */
    public String error() {
        return error;
    }

    /** {@code error_description} of the answer: safe for anyone to read. */
    public String sentence() {
        return sentence;
    }
}
