package io.agentpack.keycloak.domain.agent;

import io.agentpack.keycloak.domain.agent.AgentProfile.ChallengePolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an administrator demands of the agents of a realm, whatever their own settings say.
 *
 * @param formats kinds of evidence that may be shown; any when empty
 * @param senderConstrained whether tokens must be bound to a key
 * @param challenged whether every proof must answer a challenge
 */
public record GuardRails(
        Set<String> formats,
        boolean senderConstrained,
        boolean challenged,
        Optional<Duration> longestRun,
        Optional<Duration> longestToken) {

    /** Sentences for the administrator; none when the agent's settings keep within the rails. */
    public List<String> violatedBy(AgentProfile agent) {
        List<String> violations = new ArrayList<>();
        if (senderConstrained && !agent.senderConstrained()) {
            violations.add("Agents of this realm must have sender-constrained tokens ("
                    + AgentAttributes.SENDER_CONSTRAINED + ").");
        }
        if (challenged && agent.challenge() != ChallengePolicy.REQUIRED) {
            violations.add("Agents of this realm must be challenged (" + AgentAttributes.CHALLENGE + " required).");
        }
        longest(violations, longestRun, agent.runMaxLifetime(), "A run", AgentAttributes.RUN_MAX_LIFETIME);
        longest(violations, longestToken, agent.tokenMaxLifetime(), "A token", AgentAttributes.TOKEN_MAX_LIFETIME);
        return violations;
    }

    /** The same about evidence, by the format of who vouches. */
    public Optional<String> violatedBy(String format) {
        return formats.isEmpty() || formats.contains(format)
                ? Optional.empty()
                : Optional.of("Agents of this realm may not show evidence of the format " + format + ".");
    }

    private static void longest(
            List<String> violations, Optional<Duration> rail, Duration actual, String what, String attribute) {
        rail.filter(longest -> actual.compareTo(longest) > 0)
                .ifPresent(longest -> violations.add(what + " of an agent of this realm may last " + longest.toSeconds()
                        + " seconds at most (" + attribute + ")."));
    }
}
