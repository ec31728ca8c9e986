package io.agentpack.keycloak.exchange.verify;

import java.util.Map;
import java.util.Set;
import org.keycloak.representations.AccessToken;

/** What a token says about actors. */
public final class MayAct {
    private static final Set<String> OF_A_RUN = Set.of("act", "run");

    private MayAct() {}

    /** Whether {@code may_act} (RFC 8693 section 4.4) names this service account. Only the immutable id counts. */
    public static boolean names(AccessToken token, String serviceAccountId) {
        return token.getOtherClaims().get("may_act") instanceof Map<?, ?> party
                && serviceAccountId.equals(party.get("sub"));
    }

    static boolean speaksOfRun(AccessToken token) {
        return OF_A_RUN.stream().anyMatch(token.getOtherClaims()::containsKey);
    }
}
