package io.agentpack.keycloak.authenticator.attester;

import static io.agentpack.keycloak.authenticator.attester.AttesterSettings.*;

import io.agentpack.keycloak.authenticator.jose.BadJoseException;
import io.agentpack.keycloak.domain.agent.AgentAttributes;
import io.agentpack.keycloak.domain.agent.ClaimRule;
import io.agentpack.keycloak.domain.authority.Environment;
import io.agentpack.keycloak.domain.authority.Locality;
import io.agentpack.keycloak.domain.authority.Scopes;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
        Format format = format();
        Optional<URI> jwksUrl = url();
        List<String> algorithms = format.algorithms();
        Set<Environment> environments = several(ENVIRONMENTS, List.of(Environment.DEVELOPMENT.name()), Environment::of);
        Set<Locality> localities = several(LOCALITIES, List.of(Locality.REMOTE.value()), Locality::of);
        requirePossiblePlace(environments, localities);
        AttesterSettings settings = new AttesterSettings(
                name,
                flag(ENABLED, true),
                format,
                one(ISSUER),
                one(JWKS),
                jwksUrl,
                one(TRUST_ANCHORS),
                one(AUDIENCE),
                several(ALGORITHMS, algorithms, text -> Optional.of(text).filter(algorithms::contains)),
                environments,
                localities,
                one(INSTANCE_CLAIM),
                one(RUN_CLAIM),
                several(REQUIRED_CLAIMS, List.of(), ClaimRule::parse),
                several(EXPECTED_CLAIMS, List.of(), ClaimRule::parse),
                reducedScopes(),
                flag(PULL_REQUESTS, false),
                Collections.unmodifiableList(problems));
        requireKeys(settings);
        new FormatNeeds(settings, problems::add).check();
        return settings;
    }

    private void requireName() {
        if (name.isBlank() || name.contains(AgentAttributes.LIST_SEPARATOR)) {
            problems.add("An attester needs a name without ##, because agents refer to it by name.");
        }
    }

    private Format format() {
        Optional<Format> format = one(FORMAT).map(Format::of).orElse(Optional.of(Format.CLIENT_ATTESTATION));
        if (format.isEmpty()) {
            problems.add("The evidence format must be one of "
                    + Stream.of(Format.values()).map(Format::value).collect(Collectors.joining(", ")) + ".");
        }
        return format.orElse(Format.CLIENT_ATTESTATION);
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

    private void requireKeys(AttesterSettings settings) {
        long given = Stream.of(one(JWKS_URL), settings.jwks(), settings.trustAnchors())
                .filter(Optional::isPresent)
                .count();
        if (given != 1) {
            problems.add("Give the keys of the attester either as JWKS URL, as JWKS or as trust anchors, one of them.");
        }
        try {
            if (settings.jwks().isPresent()) {
                TrustedKeys.read(settings.jwks().get(), settings.format().keyUse());
            }
        } catch (BadJoseException e) {
            problems.add("The JWKS can not be used: " + e.getMessage() + ".");
        }
        try {
            if (settings.trustAnchors().isPresent()) {
                TrustAnchors.read(settings.trustAnchors().get());
            }
        } catch (BadJoseException e) {
            problems.add("The trust anchors can not be used: " + e.getMessage() + ".");
        }
    }

    private void requirePossiblePlace(Set<Environment> environments, Set<Locality> localities) {
        boolean possible = environments.stream()
                .anyMatch(environment -> localities.stream().anyMatch(environment::admits));
        if (!possible) {
            problems.add("A local agent can not belong to production, so this attester could vouch for nobody.");
        }
    }

    private Optional<Scopes> reducedScopes() {
        String scopes = String.join(" ", list(REDUCED_SCOPES));
        return scopes.isEmpty() ? Optional.empty() : Optional.of(Scopes.parse(scopes));
    }

    private boolean flag(String setting, boolean absent) {
        return one(setting).map(Boolean::parseBoolean).orElse(absent);
    }

    private <T> Set<T> several(String setting, List<String> absent, Function<String, Optional<T>> parse) {
        List<String> texts = list(setting);
        Set<T> values = new LinkedHashSet<>();
        for (String text : texts.isEmpty() ? absent : texts) {
            parse.apply(text)
                    .ifPresentOrElse(
                            values::add,
                            () -> problems.add(
                                    setting.endsWith("Claims")
                                            ? "Claims must be written claim=value."
                                            : "One of the " + setting + " has a value that is not allowed."));
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
