package io.agentpack.keycloak.authenticator.evidence;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The attestation result that a verifier has put into the evidence (EAR, draft-ietf-rats-ear section 3), either as a claim {@code ear} or as the
 * claims themselves. Only its verdict is read: what it rests on stays where it is.
 */
final class Ear {
    enum Verdict {
        AFFIRMING,
        WARNING
    }

    private static final String STATUS = "ear.status";

    private Ear() {}

    /**
     * The worst of its verdicts; empty when there is no EAR.
     *
     * @throws io.agentpack.keycloak.domain.RefusedException when one of them is neither affirming nor warning
     */
    static Optional<Verdict> in(Claims claims) {
        Map<String, Object> members = claims.members();
        if (members.containsKey("ear")) {
            return Optional.of(verdict(claims, claims.object(members, "ear")));
        }
        boolean is = members.containsKey(STATUS)
                || members.keySet().stream().anyMatch(name -> name.startsWith("ear."))
                || (members.get("eat_profile") instanceof String profile && profile.endsWith("/ear"));
        return is ? Optional.of(verdict(claims, members)) : Optional.empty();
    }

    private static Verdict verdict(Claims claims, Map<String, Object> ear) {
        List<Object> statuses = new ArrayList<>();
        if (ear.containsKey(STATUS)) {
            statuses.add(ear.get(STATUS));
        }
        if (ear.containsKey("submods")) {
            claims.object(ear, "submods")
                    .values()
                    .forEach(part -> statuses.add(part instanceof Map<?, ?> map ? map.get(STATUS) : null));
        }
        if (statuses.isEmpty()) {
            throw claims.refusal("ear has no status");
        }
        Verdict worst = Verdict.AFFIRMING;
        for (Object status : statuses) {
            if ("warning".equals(status)) {
                worst = Verdict.WARNING;
            } else if (!"affirming".equals(status)) {
                throw claims.refusal("ear is not affirming");
            }
        }
        return worst;
    }
}
