package io.agentpack.keycloak.domain.escalation;

import static io.agentpack.keycloak.domain.fixture.Agents.agent;
import static io.agentpack.keycloak.domain.fixture.Agents.bounded;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.RefusedException;
import io.agentpack.keycloak.domain.agent.AgentAttributes;
import io.agentpack.keycloak.domain.authority.AuthorityModel;
import io.agentpack.keycloak.domain.authority.Scopes;
import io.agentpack.keycloak.domain.decision.StartRun;
import io.agentpack.keycloak.domain.escalation.EscalationPolicy.Verdict;
import io.agentpack.keycloak.domain.fixture.Agents;
import io.agentpack.keycloak.domain.fixture.Runs;
import io.agentpack.keycloak.domain.run.Run;
import io.agentpack.keycloak.domain.run.RunLimits;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EscalationPolicyTest {
    private static final Scopes WRITE = Scopes.of("calendar:write");
    private static final Scopes HOLDS = Scopes.of("calendar:read", "calendar:write", "mail:send", "offline_access");

    private final Agents planner = agent("planner");
    private final Run run = Runs.of(planner);

    @Test
    void whatIsInsideTheCeilingIsGrantedAtOnce() {
        assertThat(judge(WRITE, planner, terms("calendar:write##mail:send", null)))
                .isEqualTo(new Verdict.AtOnce());
    }

    @Test
    void oneScopeBeyondTheCeilingSendsEverythingToTheApprover() {
        Scopes both = WRITE.or(Scopes.of("mail:send"));

        assertThat(judge(both, planner, terms("calendar:write", null))).isEqualTo(new Verdict.Ask(Approver.SUBJECT));
    }

    @Test
    void theApproverIsWhomTheSettingsName() {
        assertThat(judge(WRITE, planner, terms(null, "owner"))).isEqualTo(new Verdict.Ask(Approver.OWNER));
        assertThat(judge(WRITE, planner, terms(null, "role:security officers")))
                .isEqualTo(new Verdict.Ask(new Approver(Approver.Kind.ROLE, Optional.of("security officers"))));
    }

    @Test
    void nobodyApprovesWhatIsNotHeld() {
        assertThat(refusal(Scopes.of("finance:pay"), planner, terms("finance:pay", "owner"), 0))
                .isEqualTo(Refusal.SCOPE_BEYOND);
        assertThat(refusal(Scopes.of("offline_access"), planner, terms("offline_access", null), 0))
                .isEqualTo(Refusal.SCOPE_BEYOND);
    }

    @Test
    void nobodyApprovesAnotherEnvironment() {
        Agents moved = agent("planner").with(AgentAttributes.ENVIRONMENT, "staging");

        assertThat(refusal(WRITE, moved, terms("calendar:write", null), 0)).isEqualTo(Refusal.ACTOR_UNAUTHORIZED);
    }

    @Test
    void nobodyApprovesProductionForALocalAgent() {
        Agents remote = agent("planner").with(AgentAttributes.ENVIRONMENT, "production");
        Agents local = agent("planner")
                .with(AgentAttributes.ENVIRONMENT, "production")
                .with(AgentAttributes.LOCALITY, "local");
        Run production = Runs.of(remote);

        assertThat(EscalationPolicy.judge(WRITE, HOLDS, remote.profile(), terms(null, null), production, 0))
                .isEqualTo(new Verdict.Ask(Approver.SUBJECT));
        RefusedException refused = catchThrowableOfType(
                RefusedException.class,
                () -> EscalationPolicy.judge(
                        WRITE, HOLDS, local.profile(), terms("calendar:write", null), production, 0));
        assertThat(refused.refusal()).isEqualTo(Refusal.ACTOR_UNAUTHORIZED);
    }

    @Test
    void aRunMayNotAskTooOftenNotEvenForRoutine() {
        assertThat(refusal(WRITE, planner, terms("calendar:write", null), EscalationPolicy.RATE))
                .isEqualTo(Refusal.ASKED_TOO_OFTEN);
    }

    @Test
    void aRunWithoutAHumanHasNoSubjectWhoCouldApprove() {
        Agents nightly = bounded("nightly");
        Run own = StartRun.onItsOwn("run-2", nightly.build(), RunLimits.Asked.NOTHING, Runs.NOW, Optional.empty())
                .with(Runs.READ);

        RefusedException refused = catchThrowableOfType(
                RefusedException.class,
                () -> EscalationPolicy.judge(WRITE, HOLDS, nightly.profile(), terms(null, "subject"), own, 0));
        assertThat(refused.refusal()).isEqualTo(Refusal.SCOPE_BEYOND);
    }

    @Test
    void theDefaultApproverIsTheHumanOrElseTheOwner() {
        assertThat(EscalationTerms.read(AuthorityModel.DELEGATED, name -> null).approver())
                .contains(Approver.SUBJECT);
        assertThat(EscalationTerms.read(AuthorityModel.AUTONOMOUS, name -> null).approver())
                .contains(Approver.OWNER);
    }

    @Test
    void anApproverThatCanNotBeReadMakesTheAgentUnusable() {
        for (String wrong : new String[] {"everybody", "role:", "role: x", "SUBJECT", "subject,owner"}) {
            assertThat(agent("planner")
                            .with(AgentAttributes.APPROVERS, wrong)
                            .profile()
                            .isUsable())
                    .as(wrong)
                    .isFalse();
        }
        assertThat(Approver.of("role:a").orElseThrow().value()).isEqualTo("role:a");
    }

    private Verdict judge(Scopes extra, Agents agent, EscalationTerms terms) {
        return EscalationPolicy.judge(extra, HOLDS, agent.profile(), terms, run, 0);
    }

    private Refusal refusal(Scopes extra, Agents agent, EscalationTerms terms, long recent) {
        return catchThrowableOfType(
                        RefusedException.class,
                        () -> EscalationPolicy.judge(extra, HOLDS, agent.profile(), terms, run, recent))
                .refusal();
    }

    private static EscalationTerms terms(String ceiling, String approvers) {
        Map<String, String> attributes = new java.util.HashMap<>();
        attributes.put(AgentAttributes.SCOPE_CEILING, ceiling);
        attributes.put(AgentAttributes.APPROVERS, approvers);
        return EscalationTerms.read(AuthorityModel.DELEGATED, attributes::get);
    }
}
