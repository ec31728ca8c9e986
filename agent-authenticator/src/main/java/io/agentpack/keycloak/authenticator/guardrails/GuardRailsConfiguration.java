package io.agentpack.keycloak.authenticator.guardrails;

import io.agentpack.keycloak.authenticator.attester.Format;
import io.agentpack.keycloak.domain.agent.GuardRails;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.keycloak.representations.idm.ClientPolicyExecutorConfigurationRepresentation;

/** The settings of the executor as the console or the admin API sends them: values are texts, numbers or lists. */
public final class GuardRailsConfiguration extends ClientPolicyExecutorConfigurationRepresentation {

    /** Keycloak refuses to save what is not valid. */
    @Override
    public boolean validateConfig() {
        try {
            return read().formats().stream().allMatch(name -> Format.of(name).isPresent());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** @throws IllegalArgumentException when a switch or a number is none */
    GuardRails read() {
        return new GuardRails(
                formats(),
                isOn(GuardRailsForm.SENDER_CONSTRAINED),
                isOn(GuardRailsForm.CHALLENGED),
                seconds(GuardRailsForm.RUN_MAX_LIFETIME),
                seconds(GuardRailsForm.TOKEN_MAX_LIFETIME));
    }

    private Set<String> formats() {
        Object value = getConfigAsMap().get(GuardRailsForm.FORMATS);
        Collection<?> values = value instanceof Collection<?> list ? list : value == null ? List.of() : List.of(value);
        return values.stream()
                .map(String::valueOf)
                .filter(name -> !name.isBlank())
                .collect(Collectors.toUnmodifiableSet());
    }

    private boolean isOn(String setting) {
        return switch (text(setting).orElse("false")) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(setting);
        };
    }

    private Optional<Duration> seconds(String setting) {
        Optional<Duration> seconds =
                text(setting).map(Long::parseLong).map(Duration::ofSeconds); // NumberFormatException is one, too
        if (seconds.isPresent() && seconds.get().toSeconds() < 1) {
            throw new IllegalArgumentException(setting);
        }
        return seconds;
    }

    private Optional<String> text(String setting) {
        return Optional.ofNullable(getConfigAsMap().get(setting))
                .map(value -> String.valueOf(value).trim())
                .filter(value -> !value.isEmpty());
    }
}
