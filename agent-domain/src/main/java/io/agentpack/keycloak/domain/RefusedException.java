package io.agentpack.keycloak.domain;

/** Carries a {@link Refusal} out of any step to the one place of each adapter that answers it. */
public final class RefusedException extends RuntimeException {
    private final transient Refusal refusal;
    private final String reason;

    /** @param reason the precise reason for the audit event: names and ids, never a token, key or claim value of a stranger */
    public RefusedException(Refusal refusal, String reason) {
        super(refusal + ": " + reason, null, false, false);
        this.refusal = refusal;
        this.reason = reason;
    }

    public Refusal refusal() {
        return refusal;
    }

    public String reason() {
        return reason;
    }
}
