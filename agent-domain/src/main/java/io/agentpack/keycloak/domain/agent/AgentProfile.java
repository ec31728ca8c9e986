package io.agentpack.keycloak.domain.agent;

import static io.agentpack.keycloak.domain.agent.AgentAttributes.*;

import io.agentpack.keycloak.domain.authority.AuthorityModel;
import io.agentpack.keycloak.domain.authority.Environment;
import io.agentpack.keycloak.domain.authority.Locality;
import io.agentpack.keycloak.domain.escalation.EscalationTerms;
import io.agentpack.keycloak.domain.grant.GrantTable;
import io.agentpack.keycloak.domain.grant.GrantTable.Accountable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What an administrator has said about an agent client. An agent whose profile {@linkplain #problems() has problems} gets nothing.
 *
 * @param problems what is wrong with the attributes, one sentence each, for the administrator
 */
public record AgentProfile(
        String clientId,
        AuthorityModel authority,
        Environment environment,
        Locality locality,
        Consent consent,
        Optional<String> owner,
        Set<String> attesters,
        String attestedSubject,
        Set<ClaimRule> requiredClaims,
        Duration attestationMaxAge,
        ChallengePolicy challenge,
        boolean senderConstrained,
        Duration runMaxLifetime,
        Duration tokenMaxLifetime,
        int maxDepth,
        int maxChildren,
        Set<String> delegates,
        List<String> problems) {

    /** Whether the human's token must carry the agent's own scope. */
    public enum Consent {
        REQUIRED,
        IMPLIED
    }

    public enum ChallengePolicy {
        OFF,
        OPTIONAL,
        REQUIRED
    }

    /** Reads a profile; never fails, but notes every problem. */
    public static AgentProfile read(String clientId, UnaryOperator<String> attribute) {
        return new Reader(clientId, attribute).read();
    }

    /** The kind of agent this is. */
    public GrantTable.Row kind() {
        return GrantTable.of(authority, locality);
    }

    public boolean isUsable() {
        return problems.isEmpty();
    }

    /** Name of the client scope by which a human lets this agent act. */
    public static String consentScope(String clientId) {
        return "agent:" + clientId;
    }

    /** Keycloak names the service account after the client, with 16 characters before it, and a user name has 255. */
    static final int LONGEST_CLIENT_ID = 239;

    private static final class Reader {
        private final String clientId;
        private final UnaryOperator<String> attribute;
        private final List<String> problems = new ArrayList<>();

        Reader(String clientId, UnaryOperator<String> attribute) {
            this.clientId = clientId;
            this.attribute = attribute;
        }

        AgentProfile read() {
            Optional<AuthorityModel> model = text(AUTHORITY).flatMap(AuthorityModel::of);
            if (model.isEmpty()) {
                problems.add(AUTHORITY + " must be delegated, bounded or autonomous");
            }
            AuthorityModel authority = model.orElse(AuthorityModel.DELEGATED);
            Environment environment = parsed(ENVIRONMENT, Environment::of, Environment.DEVELOPMENT);
            Locality locality = parsed(LOCALITY, Locality::of, Locality.REMOTE);
            GrantTable.Row kind = GrantTable.of(authority, locality);
            if (!kind.environments().admit(environment)) {
                problems.add("a " + locality.value() + " agent can't belong to " + environment.name());
            }
            Optional<String> owner = text(OWNER);
            if (owner.isEmpty() && kind.accountable() == Accountable.THE_OWNER) {
                problems.add(OWNER + " is required for " + authority.value() + " agents");
            }
            if (EscalationTerms.read(authority, attribute).approver().isEmpty()) {
                problems.add(APPROVERS + " must be subject, owner or role:<realm role>");
            }
            Set<String> attesters = list(ATTESTERS);
            if (attesters.isEmpty()) {
                problems.add(ATTESTERS + " must name at least one attester");
            }
            if (clientId.length() > LONGEST_CLIENT_ID) {
                problems.add("the client id of an agent must not be longer than " + LONGEST_CLIENT_ID + " characters");
            }
            return new AgentProfile(
                    clientId,
                    authority,
                    environment,
                    locality,
                    choice(CONSENT, Consent.values(), Consent.REQUIRED),
                    owner,
                    attesters,
                    text(ATTESTED_SUBJECT).orElse(clientId),
                    claims(),
                    seconds(ATTESTATION_MAX_AGE, 300, Duration.ofDays(1)),
                    choice(CHALLENGE, ChallengePolicy.values(), ChallengePolicy.OPTIONAL),
                    choice(SENDER_CONSTRAINED, Flag.values(), Flag.FALSE) == Flag.TRUE,
                    seconds(RUN_MAX_LIFETIME, 3600, kind.longestRun()),
                    seconds(TOKEN_MAX_LIFETIME, 300, kind.longestToken()),
                    number(MAX_DEPTH, 0, 0, 100),
                    number(MAX_CHILDREN, 16, 0, 100_000),
                    list(DELEGATES),
                    List.copyOf(problems));
        }

        private enum Flag {
            TRUE,
            FALSE
        }

        private Optional<String> text(String name) {
            return Optional.ofNullable(attribute.apply(name)).map(String::trim).filter(value -> !value.isEmpty());
        }

        private Set<String> list(String name) {
            return text(name)
                    .map(value -> Arrays.stream(value.split(LIST_SEPARATOR))
                            .map(String::trim)
                            .filter(item -> !item.isEmpty())
                            .collect(Collectors.toCollection(LinkedHashSet::new)))
                    .orElseGet(LinkedHashSet::new);
        }

        private Set<ClaimRule> claims() {
            Set<ClaimRule> rules = new LinkedHashSet<>();
            for (String item : list(REQUIRED_CLAIMS)) {
                ClaimRule.parse(item)
                        .ifPresentOrElse(
                                rules::add, () -> problems.add(REQUIRED_CLAIMS + " must be written claim=value"));
            }
            return rules;
        }

        private <T> T parsed(String name, java.util.function.Function<String, Optional<T>> parse, T absent) {
            Optional<String> text = text(name);
            if (text.isEmpty()) {
                return absent;
            }
            Optional<T> value = parse.apply(text.get());
            if (value.isEmpty()) {
                problems.add(name + " has a value that is not allowed");
            }
            return value.orElse(absent);
        }

        private <T extends Enum<T>> T choice(String name, T[] values, T absent) {
            return parsed(
                    name,
                    text -> Arrays.stream(values)
                            .filter(value -> value.name().equalsIgnoreCase(text))
                            .findFirst(),
                    absent);
        }

        private Duration seconds(String name, int absent, Duration ceiling) {
            long asked = number(name, absent, 1, Integer.MAX_VALUE);
            return asked > ceiling.toSeconds() ? ceiling : Duration.ofSeconds(asked);
        }

        private int number(String name, int absent, int least, int most) {
            return parsed(
                    name,
                    text -> {
                        try {
                            return Optional.of(Integer.valueOf(text)).filter(n -> n >= least && n <= most);
                        } catch (NumberFormatException e) {
                            return Optional.<Integer>empty();
                        }
                    },
                    absent);
        }
    }
}
