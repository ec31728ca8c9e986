package io.agentpack.keycloak.authenticator.attester;

import static io.agentpack.keycloak.authenticator.attester.AttesterSettings.*;
import static org.keycloak.provider.ProviderConfigProperty.*;

import io.agentpack.keycloak.authenticator.jose.Algorithms;
import io.agentpack.keycloak.domain.authority.Environment;
import io.agentpack.keycloak.domain.authority.Locality;
import java.util.List;
import java.util.stream.Stream;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/** The form of an attester in the admin console. */
final class AttesterForm {
    private static final List<String> LOCALITY_NAMES =
            Stream.of(Locality.values()).map(Locality::value).toList();

    static final List<ProviderConfigProperty> PROPERTIES = ProviderConfigurationBuilder.create()
            .property(
                    ENABLED,
                    "Enabled",
                    "When off, nothing that this attester has signed is accepted.",
                    BOOLEAN_TYPE,
                    "true",
                    null)
            .property(
                    ISSUER,
                    "Issuer",
                    "The value of iss in the evidence, for attesters that state one. Leave it empty when the evidence has none:"
                            + " then the key (kid) tells who has signed it.",
                    STRING_TYPE,
                    null,
                    null)
            .property(
                    JWKS_URL,
                    "JWKS URL",
                    "https address of the attester's public keys. They are fetched again when an unknown key appears. Give"
                            + " either this or JWKS.",
                    STRING_TYPE,
                    null,
                    null)
            .property(
                    JWKS,
                    "JWKS",
                    "The attester's public keys as a JSON Web Key Set, for attesters that do not publish them. Public keys only."
                            + " Give either this or JWKS URL.",
                    TEXT_TYPE,
                    null,
                    null)
            .property(
                    FORMAT,
                    "Evidence format",
                    "What the agents show. client-attestation: a client attestation and a proof of possession in the request"
                            + " headers (OAuth attestation-based client authentication).",
                    LIST_TYPE,
                    CLIENT_ATTESTATION,
                    List.of(CLIENT_ATTESTATION))
            .property(
                    AUDIENCE,
                    "Audience",
                    "When set, the evidence must carry this value in aud.",
                    STRING_TYPE,
                    null,
                    null)
            .property(
                    ALGORITHMS,
                    "Signature algorithms",
                    "Algorithms that the evidence may be signed with; all of them when empty. EdDSA means Ed25519.",
                    MULTIVALUED_LIST_TYPE,
                    null, // a default of a list is sent by the console as a list in a list, which the server can't read
                    Algorithms.NAMES)
            .property(
                    ENVIRONMENTS,
                    "Environments",
                    "Environments whose agents this attester may vouch for, for example development, staging, production."
                            + " development when empty.",
                    MULTIVALUED_STRING_TYPE,
                    List.of(Environment.DEVELOPMENT.name()),
                    null)
            .property(
                    LOCALITIES,
                    "Localities",
                    "local: agents on people's own devices. remote: agents on a platform. A local agent can not belong to"
                            + " production. remote when empty.",
                    MULTIVALUED_LIST_TYPE,
                    null,
                    LOCALITY_NAMES)
            .property(
                    INSTANCE_CLAIM,
                    "Instance claim",
                    "Claim of the evidence that names the running copy of the agent; it must then be there. When empty,"
                            + " client_instance_id is used, else the copy's key.",
                    STRING_TYPE,
                    null,
                    null)
            .property(
                    RUN_CLAIM,
                    "Run claim",
                    "Claim of the evidence that names the platform's own run, job or session. Requests with the same value belong"
                            + " to the same run.",
                    STRING_TYPE,
                    null,
                    null)
            .property(
                    REQUIRED_CLAIMS,
                    "Required claims",
                    "Claims that the evidence must carry, each written claim=value. They hold for all agents of this attester;"
                            + " an agent can require more.",
                    MULTIVALUED_STRING_TYPE,
                    null,
                    null)
            .build();

    private AttesterForm() {}
}
