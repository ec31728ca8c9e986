package io.agentpack.keycloak.authenticator.evidence;

/** What the evidence must name as {@code sub}: exactly that, or a SPIFFE id below it (draft-ietf-oauth-spiffe-client-auth section 4). */
record AttestedSubject(String expected) {
    static final String EVERYTHING_BELOW = "/*";

    private static final String SPIFFE = "spiffe://";

    boolean isNamed(String subject) {
        if (!expected.startsWith(SPIFFE) || !expected.endsWith(EVERYTHING_BELOW)) {
            return subject.equals(expected);
        }
        String start = expected.substring(0, expected.length() - 1);
        return subject.startsWith(start) && SpiffeId.of(subject).isPresent();
    }
}
