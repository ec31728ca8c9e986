package io.agentpack.keycloak.authenticator.evidence;

import io.agentpack.keycloak.authenticator.attester.Format;
import java.util.Map;
import java.util.Optional;

/** SPIFFE WIT-SVIDs (draft-ietf-wimse-workload-creds section 3.1, draft-ietf-oauth-spiffe-client-auth): for any audience, with a key. */
final class WitSvidRules implements FormatRules {
    static final String TYPE = "wit+jwt";

    @Override
    public Format format() {
        return Format.WIT_SVID;
    }

    @Override
    public void check(Statement statement) {
        statement.spiffeId();
        if (statement.jwt().keyId().isEmpty()) {
            throw statement.refusal("kid is missing");
        }
        Claims claims = statement.claims();
        if (claims.members().containsKey("aud")) {
            throw claims.refusal("aud is there");
        }
        // The proof's alg is held to it when its signature is checked: a key's own alg decides (RFC 7517 section 4.4).
        Map<String, Object> jwk = claims.object(claims.object(claims.members(), "cnf"), "jwk");
        if (!(jwk.get("alg") instanceof String)) {
            throw claims.refusal("cnf: the key has no alg");
        }
    }

    @Override
    public Optional<String> instance(Statement statement) {
        return Optional.of(statement.spiffeId().text()).filter(id -> statement.isOneOfMany());
    }
}
