package io.agentpack.keycloak.authenticator.attester;

import static io.agentpack.keycloak.authenticator.attester.AttesterSettings.*;

import io.agentpack.keycloak.authenticator.jose.Algorithms;
import io.agentpack.keycloak.authenticator.jose.BadJoseException;
import io.agentpack.keycloak.domain.agent.AgentAttributes;
import io.agentpack.keycloak.domain.authority.Environment;
import io.agentpack.keycloak.domain.authority.Locality;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads the settings of an attester; never fails, but notes every problem. */
final class ReadSettings {
    private final String name;
    private final Function<String, List<String>> config;
    private final boolean development;
    private final List<String> problems = new ArrayList<>();

    /**
     * @param config values of a setting; {@code null} or empty when there is none
     * @param development whether keys may come from this machine by http
     */
    ReadSettings(String name, Function<String, List<String>> config, boolean development) {
        this.name = Optional.ofNullable(name).orElse("");
        this.config = config;
        this.development = development;
    }

    AttesterSettings read() {
        requireName();
        requireFormat();
        Optional<String> jwks = one(JWKS);
        Optional<URI> jwksUrl = url();
        requireKeys(jwks);
        Set<String> algorithms = several(ALGORITHMS, Algorithms.NAMES, this::algorithm);
        Set<Environment> environments = several(ENVIRONMENTS, List.of(Environment.DEVELOPMENT.name()), Environment::of);
        Set<Locality> localities = several(LOCALITIES, List.of(Locality.REMOTE.value()), Locality::of);
        requirePossiblePlace(environments, localities);
        return new AttesterSettings(
                name,
                one(ENABLED).map(Boolean::parseBoolean).orElse(true),
                one(ISSUER),
                jwks,
                jwksUrl,
                one(AUDIENCE),
                algorithms,
                environments,
                localities,
                one(INSTANCE_CLAIM),
                one(RUN_CLAIM),
                claims(),
                List.copyOf(problems));
    }

    private void requireName() {
        if (name.isBlank() || name.contains(AgentAttributes.LIST_SEPARATOR)) {
            problems.add("An attester needs a name without ##, because agents refer to it by name.");
        }
    }

    private void requireFormat() {
        if (!one(FORMAT).orElse(CLIENT_ATTESTATION).equals(CLIENT_ATTESTATION)) {
            problems.add("The evidence format must be " + CLIENT_ATTESTATION + ".");
        }
    }

    private Optional<URI> url() {
        Optional<String> text = one(JWKS_URL);
        Optional<URI> url = text.flatMap(value -> JwksUrl.parse(value, development));
        if (text.isPresent() && url.isEmpty()) {
            problems.add("The JWKS URL must be an https address without user info or fragment"
                    + " (http to this machine is allowed in development mode only).");
        }
        return url;
    }

    private void requireKeys(Optional<String> jwks) {
        if (jwks.isPresent() == one(JWKS_URL).isPresent()) {
            problems.add("Give the keys of the attester either as JWKS URL or as JWKS, one of the two.");
        }
        if (jwks.isPresent()) {
            try {
                TrustedKeys.read(jwks.get());
            } catch (BadJoseException e) {
                problems.add("The JWKS can not be used: " + e.getMessage() + ".");
            }
        }
    }

    private void requirePossiblePlace(Set<Environment> environments, Set<Locality> localities) {
        boolean possible = environments.stream()
                .anyMatch(environment -> localities.stream().anyMatch(environment::admits));
        if (!possible) {
            problems.add("A local agent can not belong to production, so this attester could vouch for nobody.");
        }
    }

    private Optional<String> algorithm(String value) {
        return Algorithms.NAMES.contains(value) ? Optional.of(value) : Optional.empty();
    }

    private Map<String, String> claims() {
        Map<String, String> claims = new LinkedHashMap<>();
        for (String item : list(REQUIRED_CLAIMS)) {
            int equals = item.indexOf('=');
            if (equals < 1 || claims.put(item.substring(0, equals), item.substring(equals + 1)) != null) {
                problems.add("Required claims must be written claim=value, each claim once.");
            }
        }
        return claims;
    }

    private <T> Set<T> several(String setting, List<String> absent, Function<String, Optional<T>> parse) {
        List<String> texts = list(setting);
        Set<T> values = new LinkedHashSet<>();
        for (String text : texts.isEmpty() ? absent : texts) {
            parse.apply(text)
                    .ifPresentOrElse(
                            values::add,
                            () -> problems.add("One of the " + setting + " has a value that is not allowed."));
        }
        return values;
    }

    private Optional<String> one(String setting) {
        return list(setting).stream().findFirst();
    }

    private List<String> list(String setting) {
        return Optional.ofNullable(config.apply(setting)).orElse(List.of()).stream()
                .filter(value -> value != null && !value.isBlank())
                .map(String::trim)
                .toList();
    }
}
