package io.agentpack.keycloak.authenticator;

import io.agentpack.keycloak.authenticator.attester.Attester;
import io.agentpack.keycloak.authenticator.attester.TrustedAttesters;
import io.agentpack.keycloak.authenticator.challenge.RealmChallenges;
import io.agentpack.keycloak.authenticator.dpop.DpopProof;
import io.agentpack.keycloak.authenticator.dpop.DpopTarget;
import io.agentpack.keycloak.authenticator.dpop.VerifyDpopProof;
import io.agentpack.keycloak.authenticator.evidence.Attestation;
import io.agentpack.keycloak.authenticator.evidence.Possession;
import io.agentpack.keycloak.authenticator.evidence.SentEvidence;
import io.agentpack.keycloak.authenticator.evidence.VerifyAttestation;
import io.agentpack.keycloak.authenticator.evidence.VerifyBearer;
import io.agentpack.keycloak.authenticator.evidence.VerifyPossession;
import io.agentpack.keycloak.authenticator.shape.AgentClientListener;
import io.agentpack.keycloak.domain.RefusedException;
import io.agentpack.keycloak.domain.agent.AgentProfile;
import io.agentpack.keycloak.ledger.AgentClients;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.keycloak.authentication.ClientAuthenticationFlowContext;
import org.keycloak.authentication.authenticators.client.AbstractClientAuthenticator;
import org.keycloak.common.util.Time;
import org.keycloak.models.AuthenticationExecutionModel.Requirement;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.protocol.oidc.OIDCLoginProtocol;
import org.keycloak.provider.ProviderConfigProperty;

/**
 * Authenticates agents by what attests them, never by a stored secret. Clients that are not agents are left to the other authenticators of the
 * flow. One instance serves all requests.
 */
public final class AgentClientAuthenticator extends AbstractClientAuthenticator {
    /** Attestation with a DPoP proof as the proof of possession (draft section 8). */
    private static final String COMBINED_MODE = "attest_jwt_client_auth_dpop";

    private final RememberedSince rememberedSince = new RememberedSince();

    @Override
    public void authenticateClient(ClientAuthenticationFlowContext context) {
        Optional<ClientModel> agent = FindAgent.in(context);
        if (agent.isEmpty()) {
            context.attempted();
            return;
        }
        try {
            admit(agent.get(), context);
            context.success();
        } catch (RefusedException refused) {
            RefusalAnswers.answer(context, refused);
        }
    }

    private void admit(ClientModel agent, ClientAuthenticationFlowContext context) {
        context.setClient(agent);
        context.getEvent().client(agent);
        RequireAgentClient.check(agent);
        SentEvidence evidence = ReadEvidence.in(context.getHttpRequest());
        AgentProfile profile = RequireUsableProfile.of(agent);
        Instant now = Instant.ofEpochMilli(Time.currentTimeMillis());
        Optional<DpopProof> dpop = evidence.dpop()
                .map(sent -> VerifyDpopProof.verify(
                        sent, DpopTarget.of(context.getSession().getContext()), now));
        Attestation attestation = attestation(context.getSession(), evidence, dpop, profile, now);
        Possession possession = evidence.proof()
                .map(sent ->
                        VerifyPossession.verify(sent, attestation, profile, RealmIssuer.of(context.getSession()), now))
                .orElseGet(() -> CombinedMode.verify(dpop.orElseThrow(), attestation));
        RequireDpop.check(context.getHttpRequest(), agent, profile, dpop);
        Optional<OneTimeUse> challenge = new AnswerChallenge(
                        profile.challenge(), evidence.proof().isEmpty())
                .check(possession, () -> RealmChallenges.of(context.getSession()), now);
        refuseReplay(context.getSession()).check(uses(evidence, attestation, possession, dpop, challenge));
        evidence.bearer()
                .ifPresent(sent -> BindBearer.check(context.getSession().singleUseObjects(), sent, attestation, now));
        AuditEvidence.on(context.getEvent(), attestation);
        RefuseChangedProgram.check(context.getSession(), agent, attestation);
        GrantGate.check(context.getHttpRequest(), profile);
        AcceptEvidence.of(context.getSession(), profile, attestation);
    }

    private static Attestation attestation(
            KeycloakSession session, SentEvidence evidence, Optional<DpopProof> dpop, AgentProfile agent, Instant now) {
        List<Attester> attesters =
                TrustedAttesters.named(session, session.getContext().getRealm(), agent.attesters());
        return evidence.bearer()
                .map(sent -> VerifyBearer.verify(
                        sent, dpop.orElseThrow().key(), agent, attesters, RealmIssuer.of(session), now))
                .orElseGet(() -> VerifyAttestation.verify(evidence.attestation(), agent, attesters, now));
    }

    private static Stream<OneTimeUse> uses(
            SentEvidence evidence,
            Attestation attestation,
            Possession possession,
            Optional<DpopProof> dpop,
            Optional<OneTimeUse> challenge) {
        return Stream.of(
                        evidence.proof().map(sent -> OneTimeUse.of(possession, attestation)),
                        dpop.map(OneTimeUse::of),
                        challenge)
                .flatMap(Optional::stream);
    }

    private RefuseReplay refuseReplay(KeycloakSession session) {
        return new RefuseReplay(session.singleUseObjects(), rememberedSince.get(session.getKeycloakSessionFactory()));
    }

    @Override
    public void postInit(KeycloakSessionFactory factory) {
        factory.register(new AgentClientListener());
    }

    @Override
    public String getId() {
        return AgentClients.AUTHENTICATOR;
    }

    @Override
    public String getDisplayType() {
        return "Agent attestation";
    }

    @Override
    public String getHelpText() {
        return "Authenticates an AI agent by a client attestation and a proof of possession. Makes the client an agent.";
    }

    @Override
    public boolean isConfigurable() {
        return false;
    }

    @Override
    public Requirement[] getRequirementChoices() {
        return new Requirement[] {Requirement.ALTERNATIVE, Requirement.DISABLED};
    }

    @Override
    public List<ProviderConfigProperty> getConfigProperties() {
        return List.of();
    }

    @Override
    public List<ProviderConfigProperty> getConfigPropertiesPerClient() {
        return AgentForm.PROPERTIES;
    }

    @Override
    public Map<String, Object> getAdapterConfiguration(KeycloakSession session, ClientModel client) {
        return Map.of();
    }

    @Override
    public Set<String> getProtocolAuthenticatorMethods(String loginProtocol) {
        return OIDCLoginProtocol.LOGIN_PROTOCOL.equals(loginProtocol)
                ? Set.of(OIDCLoginProtocol.ATTEST_JWT_CLIENT_AUTH, COMBINED_MODE)
                : Set.of();
    }
}
