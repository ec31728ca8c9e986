package io.agentpack.keycloak.authenticator.evidence;

import io.agentpack.keycloak.authenticator.attester.Format;
import java.util.Optional;
import java.util.Set;

/** SPIFFE JWT-SVIDs (SPIFFE JWT-SVID sections 2 and 3; draft-ietf-oauth-spiffe-client-auth section 3.1). */
final class JwtSvidRules implements FormatRules {
    private static final Set<String> HEADERS = Set.of("alg", "kid", "typ");

    @Override
    public Format format() {
        return Format.JWT_SVID;
    }

    @Override
    public void check(Statement statement) {
        statement.spiffeId();
        if (!HEADERS.containsAll(statement.jwt().header().keySet())) {
            throw statement.refusal("has a header that a JWT-SVID may not have");
        }
    }

    @Override
    public Optional<String> instance(Statement statement) {
        return Optional.of(statement.spiffeId().text()).filter(id -> statement.isOneOfMany());
    }
}
