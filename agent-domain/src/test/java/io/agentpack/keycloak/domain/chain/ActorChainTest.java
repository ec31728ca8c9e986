package io.agentpack.keycloak.domain.chain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ActorChainTest {
    private static final Actor PLANNER = new Actor("https://kc", "sa-1", "planner");
    private static final Actor RESEARCHER = new Actor("https://kc", "sa-2", "researcher");

    @Test
    void currentActorIsOutermostAndEarlierOnesAreNested() {
        ActorChain chain = ActorChain.NONE.handedTo(PLANNER).handedTo(RESEARCHER);

        assertThat(chain.toClaim())
                .containsEntry("iss", "https://kc")
                .containsEntry("sub", "sa-2")
                .containsEntry("client_id", "researcher")
                .containsEntry("sub_profile", "ai_agent")
                .containsEntry(
                        "act",
                        Map.of("iss", "https://kc", "sub", "sa-1", "client_id", "planner", "sub_profile", "ai_agent"));
    }

    @Test
    void auditReadsRootFirst() {
        assertThat(ActorChain.NONE.handedTo(PLANNER).handedTo(RESEARCHER).toAuditText())
                .isEqualTo("planner>researcher");
        assertThat(ActorChain.NONE.toAuditText()).isEmpty();
    }

    @Test
    void handingOverNeverDropsAnActor() {
        ActorChain chain = ActorChain.NONE;
        for (int depth = 1; depth <= 10; depth++) {
            chain = chain.handedTo(PLANNER);
            assertThat(chain.depth()).isEqualTo(depth);
        }
    }
}
