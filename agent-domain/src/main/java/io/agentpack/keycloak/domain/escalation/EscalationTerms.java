package io.agentpack.keycloak.domain.escalation;

import io.agentpack.keycloak.domain.agent.AgentAttributes;
import io.agentpack.keycloak.domain.authority.AuthorityModel;
import io.agentpack.keycloak.domain.authority.Scopes;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What was agreed beforehand about an agent that asks for more.
 *
 * @param ceiling scopes that it gets without a human: routine
 * @param approver who decides about all others; empty when the setting can't be read, and then nobody does
 */
public record EscalationTerms(Scopes ceiling, Optional<Approver> approver) {

    public static EscalationTerms read(AuthorityModel model, UnaryOperator<String> attribute) {
        Scopes ceiling = text(attribute, AgentAttributes.SCOPE_CEILING)
                .map(list -> new Scopes(Arrays.stream(list.split(AgentAttributes.LIST_SEPARATOR))
                        .flatMap(item -> Scopes.parse(item).values().stream())
                        .collect(Collectors.toSet())))
                .orElse(Scopes.NONE);
        Optional<String> approver = text(attribute, AgentAttributes.APPROVERS);
        return new EscalationTerms(
                ceiling,
                approver.isPresent()
                        ? approver.flatMap(Approver::of)
                        : Optional.of(model.actsForHuman() ? Approver.SUBJECT : Approver.OWNER));
    }

    private static Optional<String> text(UnaryOperator<String> attribute, String name) {
        return Optional.ofNullable(attribute.apply(name)).map(String::trim).filter(value -> !value.isEmpty());
    }
}
