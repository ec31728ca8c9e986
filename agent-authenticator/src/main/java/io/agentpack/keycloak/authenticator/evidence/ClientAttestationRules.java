package io.agentpack.keycloak.authenticator.evidence;

import io.agentpack.keycloak.authenticator.attester.Format;

/** Client attestations (draft-ietf-oauth-attestation-based-client-auth section 4): an audience only where the attester sets one. */
final class ClientAttestationRules implements FormatRules {
    static final String TYPE = "oauth-client-attestation+jwt";

    @Override
    public Format format() {
        return Format.CLIENT_ATTESTATION;
    }

    @Override
    public void check(Statement statement) {
        statement.attester().settings().audience().ifPresent(expected -> {
            if (!statement.claims().audience().contains(expected)) {
                throw statement.refusal("aud is not the attester's audience");
            }
        });
    }
}
