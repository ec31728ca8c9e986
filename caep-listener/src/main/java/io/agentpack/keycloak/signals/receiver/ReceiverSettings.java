package io.agentpack.keycloak.signals.receiver;

import java.util.Map;
import java.util.Optional;

/**
 * What the mapper on a client says.
 *
 * @param authorization value of the {@code Authorization} header, or a vault reference
 * @param all whether it hears of every run of the realm, not only of those that touched it
 */
public record ReceiverSettings(String pushUrl, Optional<String> authorization, boolean all) {
    static final String PUSH_URL = "push-url";
    static final String PUSH_AUTHORIZATION = "push-authorization";
    static final String SCOPE = "scope";
    static final String TOUCHED = "touched";
    static final String ALL = "all";

    static ReceiverSettings of(Map<String, String> config) {
        return new ReceiverSettings(
                config.get(PUSH_URL),
                Optional.ofNullable(config.get(PUSH_AUTHORIZATION)).filter(value -> !value.isBlank()),
                ALL.equals(config.get(SCOPE)));
    }

    /** Printable ASCII only: a line break would smuggle in headers. */
    public static boolean isHeaderValue(String value) {
        return value.chars().allMatch(c -> c >= 0x20 && c < 0x7f);
    }

    /** Never shows the secret. */
    @Override
    public String toString() {
        return "ReceiverSettings[all=" + all + "]";
    }
}
