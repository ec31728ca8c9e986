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

    private static final List<String> FORMATS =
            Stream.of(Format.values()).map(Format::value).toList();

    static final List<ProviderConfigProperty> PROPERTIES = ProviderConfigurationBuilder.create()
            .property(
                    ENABLED,
                    "Enabled",
                    "When off, nothing that this attester has signed is accepted.",
                    BOOLEAN_TYPE,
                    "true",
                    null)
            .property(
                    FORMAT,
                    "Evidence format",
                    "What the agents show as proof of what they are. client-attestation: a client attestation and a proof of possession in the request"
                            + " headers (OAuth attestation-based client authentication); for brokers on people's devices and your"
                            + " own launchers. wit-svid, jwt-svid: what SPIFFE gives a workload. kubernetes: the token of a pod's"
                            + " service account. github-actions: the token of a workflow job. oidc: the token of any other"
                            + " platform.",
                    LIST_TYPE,
                    Format.CLIENT_ATTESTATION.value(),
                    FORMATS)
            .property(
                    ISSUER,
                    "Issuer",
                    "Who states the evidence: the value of iss. Required for kubernetes (the cluster's issuer), github-actions"
                            + " (https://token.actions.githubusercontent.com) and oidc. For SPIFFE the trust domain, for example"
                            + " spiffe://example.org. Client attestations need not have one: when empty, the key tells who has"
                            + " signed.",
                    STRING_TYPE,
                    null,
                    null)
            .property(
                    JWKS_URL,
                    "JWKS URL",
                    "https address of the attester's public keys: a JSON Web Key Set, or a SPIFFE bundle. New keys are noticed by"
                            + " themselves. Give one of JWKS URL, JWKS and Trust anchors.",
                    STRING_TYPE,
                    null,
                    null)
            .property(
                    JWKS,
                    "JWKS",
                    "The attester's public keys as a JSON Web Key Set or SPIFFE bundle, for attesters that this server can not"
                            + " reach. Public keys only.",
                    TEXT_TYPE,
                    null,
                    null)
            .property(
                    TRUST_ANCHORS,
                    "Trust anchors",
                    "Certificates (PEM) of the authority that certifies the attester's keys, for client attestations that carry"
                            + " their certificate chain (x5c). Use an authority that certifies nobody but this attester: everybody"
                            + " it certifies is believed.",
                    TEXT_TYPE,
                    null,
                    null)
            .property(
                    AUDIENCE,
                    "Audience",
                    "The value that aud of the evidence must have. When empty, tokens of platforms and JWT-SVIDs must be meant for"
                            + " this realm alone (its issuer URL), and client attestations may have any.",
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
                    "Claim of the evidence that names the running copy of the agent; evidence without it is refused. When empty,"
                            + " client_instance_id is used, in Kubernetes the pod, else the copy's key. Nested claims are written"
                            + " with dots, for example kubernetes.io.pod.uid.",
                    STRING_TYPE,
                    null,
                    null)
            .property(
                    RUN_CLAIM,
                    "Run claim",
                    "Claim of the evidence that names the platform's own run, job or session. Requests with the same value belong"
                            + " to the same run here, and evidence with another value can not go on in it. For github-actions use"
                            + " run_id; every attempt is then a run.",
                    STRING_TYPE,
                    null,
                    null)
            .property(
                    REQUIRED_CLAIMS,
                    "Required claims",
                    "What the evidence must say, each written claim=value, or claim=* for any value. Nested claims are written"
                            + " with dots. Holds for all agents of this attester; an agent can require more.",
                    MULTIVALUED_STRING_TYPE,
                    null,
                    null)
            .property(
                    EXPECTED_CLAIMS,
                    "Expected claims",
                    "What good evidence says, written as above, for example attest_methods=user_gesture or binary_id.cdhash=*."
                            + " Evidence without is accepted, but good for the reduced scopes only.",
                    MULTIVALUED_STRING_TYPE,
                    null,
                    null)
            .property(
                    REDUCED_SCOPES,
                    "Reduced scopes",
                    "The scopes that are left when an expected claim is missing, or when the attestation result (EAR) in the"
                            + " evidence is a warning. When empty, such evidence is refused.",
                    MULTIVALUED_STRING_TYPE,
                    null,
                    null)
            .property(
                    PULL_REQUESTS,
                    "Pull requests",
                    "For github-actions: also accept workflows that a pull request has started. Such a workflow may run code from"
                            + " anybody's fork; the token does not tell.",
                    BOOLEAN_TYPE,
                    "false",
                    null)
            .build();

    private AttesterForm() {}
}
