package io.agentpack.keycloak.authenticator.evidence;

import io.agentpack.keycloak.authenticator.attester.Format;

/** Tokens of other platforms. Nothing is known about them but what holds for all; required claims say the rest. */
final class OidcRules implements FormatRules {
    @Override
    public Format format() {
        return Format.OIDC;
    }

    /** A token about a person's sign-in is no evidence of a workload (OpenID Connect Core section 2). */
    @Override
    public void check(Statement statement) {
        if (statement.claims().members().containsKey("nonce")) {
            throw statement.refusal("is an ID token of somebody's sign-in");
        }
    }
}
