package io.agentpack.keycloak.domain.agent;

import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.RefusedException;
import io.agentpack.keycloak.domain.authority.Scopes;
import java.time.Instant;
import java.util.Optional;

/**
 * How far evidence goes, besides showing which agent it is.
 *
 * @param boundSubject the only person the instance may act for, where a broker on that person's device says so ({@code bound_subject},
 *     draft-1password-agent-identity-local-delegated section 5.3.2)
 * @param scopes the most that evidence like this is good for; everything when empty
 * @param program fingerprint of the program that runs, where the evidence names it
 * @param until when evidence ends that a platform issues for its own purposes: no token may outlive it
 */
public record Assurance(
        Optional<String> boundSubject, Optional<Scopes> scopes, Optional<String> program, Optional<Instant> until) {
    public static final Assurance FULL =
            new Assurance(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /**
     * Refuses to let the instance act for anybody but its own person.
     *
     * @param human id of the person whom the tokens name as {@code sub}
     */
    public void requireActingFor(String human) {
        if (!boundSubject.map(human::equals).orElse(true)) {
            throw new RefusedException(
                    Refusal.ACTOR_UNAUTHORIZED, "bound_subject of the evidence is not the subject of the token");
        }
    }

    /** When a token must end at the latest that could live until then. */
    public Instant cap(Instant expires) {
        return until.filter(end -> end.isBefore(expires)).orElse(expires);
    }

    /** What is left of these scopes. */
    public Scopes cap(Scopes most) {
        return scopes.map(most::and).orElse(most);
    }
}
