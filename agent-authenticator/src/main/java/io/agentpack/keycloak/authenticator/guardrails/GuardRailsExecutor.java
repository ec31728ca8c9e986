package io.agentpack.keycloak.authenticator.guardrails;

import io.agentpack.keycloak.authenticator.attester.Attester;
import io.agentpack.keycloak.authenticator.attester.TrustedAttesters;
import io.agentpack.keycloak.domain.agent.AgentProfile;
import io.agentpack.keycloak.domain.agent.GuardRails;
import io.agentpack.keycloak.domain.agent.VerifiedEvidence;
import io.agentpack.keycloak.ledger.AgentClients;
import io.agentpack.keycloak.ledger.Evidence;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.keycloak.OAuthErrorException;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.clientpolicy.ClientPolicyContext;
import org.keycloak.services.clientpolicy.ClientPolicyException;
import org.keycloak.services.clientpolicy.context.ClientCRUDContext;
import org.keycloak.services.clientpolicy.executor.ClientPolicyExecutorProvider;

/**
 * The guard-rails of a realm. They are asked when an agent has been saved, with everything that was left to defaults, and again whenever it wants a
 * token: it may have been there before the rails, and only then it is known who has vouched for it.
 */
final class GuardRailsExecutor implements ClientPolicyExecutorProvider<GuardRailsConfiguration> {
    private final KeycloakSession session;
    private GuardRails rails;

    GuardRailsExecutor(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public String getProviderId() {
        return GuardRailsExecutorFactory.PROVIDER_ID;
    }

    @Override
    public Class<GuardRailsConfiguration> getExecutorConfigurationClass() {
        return GuardRailsConfiguration.class;
    }

    @Override
    public void setupConfiguration(GuardRailsConfiguration configuration) {
        // Keycloak asks whether a configuration is valid only after it has set it up.
        rails = configuration.validateConfig() ? configuration.read() : null;
    }

    @Override
    public void executeOnEvent(ClientPolicyContext context) throws ClientPolicyException {
        switch (context.getEvent()) {
            case REGISTERED, UPDATED -> whenSaved(((ClientCRUDContext) context).getTargetClient());
            case TOKEN_EXCHANGE_REQUEST,
                    SERVICE_ACCOUNT_TOKEN_REQUEST,
                    BACKCHANNEL_AUTHENTICATION_REQUEST,
                    BACKCHANNEL_TOKEN_REQUEST,
                    // Raised by the pack for the answer to a request for more. When Keycloak raises it, for a code,
                    // nobody is authenticated yet.
                    PRE_TOKEN_REQUEST -> whenAskedForToken(session.getContext().getClient());
            default -> {
                // By the requests of all other events an agent gets no token.
            }
        }
    }

    private void whenSaved(ClientModel client) throws ClientPolicyException {
        if (AgentClients.isAgent(client)) {
            AgentProfile agent = AgentClients.profileOf(client);
            refuseFor(OAuthErrorException.INVALID_CLIENT_METADATA, agent, attesters(agent.attesters()));
        }
    }

    private void whenAskedForToken(ClientModel client) throws ClientPolicyException {
        if (AgentClients.isAgent(client)) {
            Set<String> attester = Evidence.of(session)
                    .map(VerifiedEvidence::attester)
                    .map(Set::of)
                    .orElse(Set.of());
            refuseFor(OAuthErrorException.INVALID_REQUEST, AgentClients.profileOf(client), attesters(attester));
        }
    }

    private void refuseFor(String error, AgentProfile agent, Stream<Attester> attesters) throws ClientPolicyException {
        Optional<String> violation = Stream.concat(
                        rails.violatedBy(agent).stream(),
                        attesters
                                .map(attester -> attester.settings().format().value())
                                .flatMap(format -> rails.violatedBy(format).stream()))
                .findFirst();
        if (violation.isPresent()) {
            throw new ClientPolicyException(error, violation.get());
        }
    }

    private Stream<Attester> attesters(Set<String> names) {
        return TrustedAttesters.named(session, session.getContext().getRealm(), names).stream();
    }
}
