package io.agentpack.keycloak.exchange.verify;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentpack.keycloak.domain.authority.Authority;
import io.agentpack.keycloak.domain.authority.Scopes;
import io.agentpack.keycloak.domain.run.RunLimits;
import io.agentpack.keycloak.exchange.request.TokenRequest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A token exchange that waits for an answer, as plain fields: what was asked, and what the token held that was handed in. The token itself is
 * not kept. Written by one version, it can be read by the next.
 *
 * @param dpopKey thumbprint of the key that the request had a DPoP proof of; the answer needs one of the same
 * @param allowedByPolicy names of the client scopes that client policies left when it was asked; null when they said nothing
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties("named") // said of hand-overs, which could ask, too, when it was written
public record KeptRequest(
        int v,
        String scope,
        Set<String> targets,
        boolean limited,
        String goal,
        Long maxDuration,
        Integer maxDepth,
        Integer maxChildren,
        Set<String> delegates,
        String heldScope,
        Set<String> realmRoles,
        Map<String, Set<String>> clientRoles,
        Set<String> audiences,
        Map<String, Object> claims,
        boolean bound,
        String dpopKey,
        Set<String> allowedByPolicy) {

    private static final int VERSION = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    public static KeptRequest of(
            TokenRequest wanted,
            InboundToken inbound,
            Optional<String> dpopKey,
            Optional<Set<String>> allowedByPolicy) {
        RunLimits.Asked asked = wanted.asked();
        Authority held = inbound.authority();
        return new KeptRequest(
                VERSION,
                wanted.scopes().map(Scopes::toString).orElse(""),
                wanted.targets(),
                wanted.limits().isPresent(),
                asked.goal().orElse(null),
                asked.maxDuration().map(Duration::toSeconds).orElse(null),
                asked.maxDepth().orElse(null),
                asked.maxChildren().orElse(null),
                asked.delegates().orElse(null),
                held.scopes().toString(),
                held.realmRoles(),
                held.clientRoles(),
                held.audiences(),
                inbound.claims(),
                inbound.senderConstrained(),
                dpopKey.orElse(null),
                allowedByPolicy.orElse(null));
    }

    public InboundToken inbound() {
        return new InboundToken(
                new Authority(Scopes.parse(heldScope), realmRoles, clientRoles, audiences),
                claims == null ? Map.of() : claims,
                bound);
    }

    public TokenRequest wanted() {
        RunLimits.Asked asked = new RunLimits.Asked(
                Optional.ofNullable(goal),
                Optional.ofNullable(maxDuration).map(Duration::ofSeconds),
                Optional.ofNullable(maxDepth),
                Optional.ofNullable(maxChildren),
                Optional.ofNullable(delegates));
        return new TokenRequest(
                Optional.of(Scopes.parse(scope)), targets, limited ? Optional.of(asked) : Optional.empty());
    }

    public String write() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a request can always be written", e);
        }
    }

    public static KeptRequest read(String text) {
        try {
            return JSON.readValue(text, KeptRequest.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("unreadable request", e);
        }
    }
}
