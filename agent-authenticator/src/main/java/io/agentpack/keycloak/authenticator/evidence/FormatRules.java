package io.agentpack.keycloak.authenticator.evidence;

import io.agentpack.keycloak.authenticator.attester.Format;
import io.agentpack.keycloak.domain.agent.ClaimPath;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What sets one kind of evidence apart from the others; what holds for all of them is in {@link JudgeEvidence}. */
interface FormatRules {
    Format format();

    /** Checks what only this kind of evidence has, or must not have. */
    void check(Statement statement);

    /** What names the running copy, where nothing is configured; its key when empty. */
    default Optional<String> instance(Statement statement) {
        return Optional.empty();
    }

    /** The platform's own name for the run. */
    default Optional<String> platformRun(Statement statement, ClaimPath configured) {
        return statement.claims().id(configured);
    }

    static FormatRules of(Format format) {
        return Known.RULES.get(format);
    }

    /** All there are. */
    final class Known {
        private static final Map<Format, FormatRules> RULES = Stream.of(
                        new ClientAttestationRules(),
                        new WitSvidRules(),
                        new JwtSvidRules(),
                        new KubernetesRules(),
                        new GitHubActionsRules(),
                        new OidcRules())
                .collect(Collectors.toUnmodifiableMap(FormatRules::format, Function.identity()));

        private Known() {}
    }
}
