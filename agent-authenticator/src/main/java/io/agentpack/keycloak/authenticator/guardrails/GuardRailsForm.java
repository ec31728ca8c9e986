package io.agentpack.keycloak.authenticator.guardrails;

import static org.keycloak.provider.ProviderConfigProperty.*;

import io.agentpack.keycloak.authenticator.attester.Format;
import java.util.List;
import java.util.stream.Stream;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/** The form of the executor in the admin console. */
final class GuardRailsForm {
    static final String FORMATS = "allowed-formats";
    static final String SENDER_CONSTRAINED = "sender-constrained";
    static final String CHALLENGED = "challenged";
    static final String RUN_MAX_LIFETIME = "run-max-lifetime";
    static final String TOKEN_MAX_LIFETIME = "token-max-lifetime";

    static final List<ProviderConfigProperty> PROPERTIES = ProviderConfigurationBuilder.create()
            .property(
                    FORMATS,
                    "Allowed evidence formats",
                    "What agents may show to prove what they are; anything that their attesters vouch for when empty.",
                    MULTIVALUED_LIST_TYPE,
                    null,
                    Stream.of(Format.values()).map(Format::value).toList())
            .property(
                    SENDER_CONSTRAINED,
                    "Sender-constrained tokens",
                    "When on, agents must be set to get only tokens that are bound to their key by DPoP.",
                    BOOLEAN_TYPE,
                    "false",
                    null)
            .property(
                    CHALLENGED,
                    "Challenge required",
                    "When on, agents must be set to answer a fresh challenge of this server with every proof.",
                    BOOLEAN_TYPE,
                    "false",
                    null)
            .property(
                    RUN_MAX_LIFETIME,
                    "Maximum lifetime of a run",
                    "Seconds; the longest run that an agent may be set to. No limit besides the server's when empty.",
                    STRING_TYPE,
                    null,
                    null)
            .property(
                    TOKEN_MAX_LIFETIME,
                    "Maximum lifetime of a token",
                    "Seconds; the longest token that an agent may be set to. No limit besides the server's when empty.",
                    STRING_TYPE,
                    null,
                    null)
            .build();

    private GuardRailsForm() {}
}
