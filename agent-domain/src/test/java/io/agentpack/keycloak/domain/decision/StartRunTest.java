package io.agentpack.keycloak.domain.decision;

import static io.agentpack.keycloak.domain.decision.Refusing.assertRefused;
import static io.agentpack.keycloak.domain.fixture.Agents.agent;
import static io.agentpack.keycloak.domain.fixture.Agents.bounded;
import static io.agentpack.keycloak.domain.fixture.Runs.NOW;
import static io.agentpack.keycloak.domain.fixture.Runs.READ;
import static io.agentpack.keycloak.domain.fixture.Runs.alice;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.agent.AgentAttributes;
import io.agentpack.keycloak.domain.authority.AuthorityModel;
import io.agentpack.keycloak.domain.fixture.Agents;
import io.agentpack.keycloak.domain.run.Run;
import io.agentpack.keycloak.domain.run.RunLimits.Asked;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class StartRunTest {

    @Nested
    class Delegated {
        @Test
        void namesTheHumanAsSubjectAndTheAgentAsActor() {
            Run run = delegated(agent("planner"), alice());

            assertThat(run.subjectId()).isEqualTo("alice-id");
            assertThat(run.owner()).isEqualTo("alice-id");
            assertThat(run.chain().toAuditText()).isEqualTo("planner");
            assertThat(run.depth()).isZero();
            assertThat(run.root()).isEqualTo(run.id());
            assertThat(run.parent()).isEmpty();
        }

        @Test
        void isRefusedWhenTheHumanDidNotNameTheAgent() {
            assertRefused(Refusal.ACTOR_UNAUTHORIZED, () -> delegated(agent("planner"), alice(false, true)));
        }

        @Test
        void needsNoNamingWhenConsentIsImplied() {
            Agents implied = agent("planner").with(AgentAttributes.CONSENT, "implied");

            assertThat(delegated(implied, alice(false, true)).subjectId()).isEqualTo("alice-id");
        }

        @Test
        void isRefusedOutsideTheAudienceEvenWhenNamed() {
            assertRefused(Refusal.ACTOR_UNAUTHORIZED, () -> delegated(agent("planner"), alice(true, false)));
        }

        @Test
        void isRefusedWithAnotherKeysTokenUnlessNamed() {
            Agents implied = agent("planner").with(AgentAttributes.CONSENT, "implied");
            StartRun.Human bound = new StartRun.Human("alice-id", alice().grant(), false, true, true, Optional.empty());

            assertRefused(Refusal.ACTOR_UNAUTHORIZED, () -> delegated(implied, bound));
        }

        @Test
        void isForThePersonWhoseDeviceTheBrokerIsOn() {
            assertThat(delegated(agent("planner").boundTo("alice-id"), alice()).subjectId())
                    .isEqualTo("alice-id");
            assertRefused(
                    Refusal.ACTOR_UNAUTHORIZED, () -> delegated(agent("planner").boundTo("bob-id"), alice()));
        }

        @Test
        void isNotForAgentsWithoutAHuman() {
            assertRefused(Refusal.GRANT_NOT_ALLOWED, () -> delegated(bounded("nightly"), alice()));
        }

        @Test
        void endsWithTheHumansSessionAtTheLatest() {
            StartRun.Human leavingSoon = new StartRun.Human(
                    "alice-id", alice().grant(), true, false, true, Optional.of(NOW.plusSeconds(60)));

            assertThat(delegated(agent("planner"), leavingSoon).deadline()).isEqualTo(NOW.plusSeconds(60));
        }
    }

    @Nested
    class OnItsOwn {
        @Test
        void actsForItselfAndNamesItsOwner() {
            Run run = onItsOwn(bounded("nightly"), Asked.NOTHING);

            assertThat(run.subjectId()).isEqualTo("sa-nightly");
            assertThat(run.owner()).isEqualTo("olivia");
            assertThat(run.chain().isEmpty()).isTrue();
            assertThat(run.model()).isEqualTo(AuthorityModel.BOUNDED);
        }

        @Test
        void isNotForDelegatedAgents() {
            assertRefused(Refusal.GRANT_NOT_ALLOWED, () -> onItsOwn(agent("planner"), Asked.NOTHING));
        }

        @Test
        void lowersLimitsAsAskedAndNeverRaisesThem() {
            Agents nightly = bounded("nightly")
                    .with(AgentAttributes.MAX_DEPTH, 2)
                    .with(AgentAttributes.MAX_CHILDREN, 3)
                    .with(AgentAttributes.RUN_MAX_LIFETIME, 600);
            Asked less = asked(60, 1, 2, Set.of("helper"));
            Asked more = asked(6000, 9, 9, Set.of());

            assertThat(onItsOwn(nightly, less).limits().depth()).isEqualTo(1);
            assertThat(onItsOwn(nightly, less).limits().children()).isEqualTo(2);
            assertThat(onItsOwn(nightly, less).limits().subtree()).contains(Set.of("helper"));
            assertThat(onItsOwn(nightly, less).deadline()).isEqualTo(NOW.plusSeconds(60));
            assertThat(onItsOwn(nightly, more).limits().depth()).isEqualTo(2);
            assertThat(onItsOwn(nightly, more).limits().children()).isEqualTo(3);
            assertThat(onItsOwn(nightly, more).deadline()).isEqualTo(NOW.plusSeconds(600));
        }
    }

    private static Run delegated(Agents agent, StartRun.Human human) {
        return StartRun.delegated("run-1", agent.build(), human, Asked.NOTHING, NOW)
                .with(READ);
    }

    private static Run onItsOwn(Agents agent, Asked asked) {
        return StartRun.onItsOwn("run-1", agent.build(), asked, NOW, Optional.empty())
                .with(READ);
    }

    private static Asked asked(long seconds, int depth, int children, Set<String> delegates) {
        return new Asked(
                Optional.empty(),
                Optional.of(Duration.ofSeconds(seconds)),
                Optional.of(depth),
                Optional.of(children),
                Optional.of(delegates));
    }
}
