package io.agentpack.keycloak.authenticator;

import static io.agentpack.keycloak.domain.agent.AgentAttributes.*;
import static org.keycloak.provider.ProviderConfigProperty.*;

import io.agentpack.keycloak.domain.authority.AuthorityModel;
import io.agentpack.keycloak.domain.authority.Locality;
import java.util.List;
import java.util.stream.Stream;
import org.keycloak.provider.ProviderConfigProperty;
import org.keycloak.provider.ProviderConfigurationBuilder;

/**
 * What the Credentials tab of an agent shows. Each setting is a client attribute of the same name. Lists are texts: the console sends a list
 * field of this form as a JSON list, which the server refuses.
 */
final class AgentForm {
    private static final List<String> AUTHORITIES =
            Stream.of(AuthorityModel.values()).map(AuthorityModel::value).toList();
    private static final List<String> LOCALITIES =
            Stream.of(Locality.values()).map(Locality::value).toList();

    static final List<ProviderConfigProperty> PROPERTIES = ProviderConfigurationBuilder.create()
            .property(
                    AUTHORITY,
                    "Authority",
                    "On whose behalf the agent acts. delegated: for a person who handed over some of their rights, never longer"
                            + " than that person's session or consent. bounded: for one workflow run, without a person."
                            + " autonomous: towards a goal, without a person. Required.",
                    LIST_TYPE,
                    null,
                    AUTHORITIES)
            .property(
                    ENVIRONMENT,
                    "Environment",
                    "The environment the agent belongs to, for example development, staging or production. Rights never cross"
                            + " environments: the same program in two of them is two clients.",
                    STRING_TYPE,
                    "development",
                    null)
            .property(
                    LOCALITY,
                    "Locality",
                    "local: runs on somebody's own device; such an agent can not belong to production. remote: runs on a"
                            + " platform.",
                    LIST_TYPE,
                    "remote",
                    LOCALITIES)
            .property(
                    CONSENT,
                    "Consent",
                    "For delegated agents. required: the person must have agreed that this agent acts for them (scope"
                            + " agent:<client id> in their token). implied: it is enough that their token is meant for this"
                            + " agent.",
                    LIST_TYPE,
                    "required",
                    List.of("required", "implied"))
            .property(
                    OWNER,
                    "Owner",
                    "User name of the person who is accountable for the agent. Required for bounded and autonomous agents.",
                    STRING_TYPE,
                    null,
                    null)
            .property(
                    ATTESTERS,
                    "Attesters",
                    "Who may vouch for this agent. It has no secret: it shows a statement (evidence) that one of these has signed."
                            + " Names of attesters, which are set up under Realm settings > Keys > Add provider >"
                            + " agent-attester. At least one; several are joined by ##.",
                    STRING_TYPE,
                    null,
                    null)
            .property(
                    ATTESTED_SUBJECT,
                    "Attested subject",
                    "Whom the evidence must be about: its subject (sub). The client id when empty. For example"
                            + " spiffe://example.org/agent/planner (with /* at its end: everything below),"
                            + " system:serviceaccount:<namespace>:<name>, or repo:<owner>/<name>:environment:<environment>.",
                    STRING_TYPE,
                    null,
                    null)
            .property(
                    REQUIRED_CLAIMS,
                    "Required claims",
                    "What the evidence must say, each written claim=value, or claim=* for any value; several are joined by ##."
                            + " Nested claims are written with dots, for example kubernetes.io.namespace=agents. For GitHub require"
                            + " repository_id=<number>.",
                    STRING_TYPE,
                    null,
                    null)
            .property(
                    ATTESTATION_MAX_AGE,
                    "Maximum age of evidence",
                    "Seconds since the attester signed the evidence; what is older is refused. At most 86400. For pods give the"
                            + " lifetime of their tokens: Kubernetes renews a token only after 80% of it.",
                    INTEGER_TYPE,
                    "300",
                    null)
            .property(
                    CHALLENGE,
                    "Challenge",
                    "Whether the agent's proof must answer a challenge of this server, which proves that it was made just now."
                            + " required: always. optional: it may; a wrong challenge is refused. off: challenges are not"
                            + " looked at. Every proof works once in all of them.",
                    LIST_TYPE,
                    "optional",
                    List.of("off", "optional", "required"))
            .property(
                    SENDER_CONSTRAINED,
                    "Sender-constrained tokens",
                    "When on, the agent gets only tokens that are bound to its key by DPoP.",
                    BOOLEAN_TYPE,
                    "false",
                    null)
            .property(
                    RUN_MAX_LIFETIME,
                    "Maximum lifetime of a run",
                    "Seconds after which a run of this agent is over and its tokens are worth nothing. At most 86400.",
                    INTEGER_TYPE,
                    "3600",
                    null)
            .property(
                    TOKEN_MAX_LIFETIME,
                    "Maximum lifetime of a token",
                    "Seconds a single token of this agent is valid; a running agent gets new ones. At most 900.",
                    INTEGER_TYPE,
                    "300",
                    null)
            .property(
                    MAX_DEPTH,
                    "Maximum depth of hand-overs",
                    "How many times in a row a run may be handed on to sub-agents below this agent. 0: it works alone.",
                    INTEGER_TYPE,
                    "0",
                    null)
            .property(
                    MAX_CHILDREN,
                    "Maximum number of child runs",
                    "How many runs of sub-agents may be alive under one run of this agent.",
                    INTEGER_TYPE,
                    "16",
                    null)
            .property(
                    DELEGATES,
                    "Sub-agents",
                    "Client ids of the agents to which this agent may hand on its work; several are joined by ##.",
                    STRING_TYPE,
                    null,
                    null)
            .property(
                    SCOPE_CEILING,
                    "Routine scopes",
                    "Scopes that the agent gets without a person when it asks for them while it runs, each time for one token;"
                            + " several are joined by ##.",
                    STRING_TYPE,
                    null,
                    null)
            .property(
                    APPROVERS,
                    "Approver",
                    "Who decides when the agent asks for other scopes. subject: the person it acts for. owner: the owner."
                            + " role:<realm role>: whoever has that role. When empty: subject for delegated agents, else owner.",
                    STRING_TYPE,
                    null,
                    null)
            .build();

    private AgentForm() {}
}
