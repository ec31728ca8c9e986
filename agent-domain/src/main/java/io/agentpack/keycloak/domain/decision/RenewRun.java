package io.agentpack.keycloak.domain.decision;

import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.RefusedException;
import io.agentpack.keycloak.domain.agent.VerifiedEvidence;
import io.agentpack.keycloak.domain.run.Deadline;
import io.agentpack.keycloak.domain.run.Run;
import io.agentpack.keycloak.domain.run.RunLimits;
import java.time.Instant;

/** Whether an agent may go on in its own run. Of the run nothing changes by it but limits that it asks to be lower. */
public final class RenewRun {
    private RenewRun() {}

    /**
     * @return the run as it is from now on
     * @throws RefusedException {@link Refusal#RUN_NOT_ACTIVE}, {@link Refusal#INSTANCE_CHANGED} for another instance of the agent, or
     *     {@link Refusal#ACTOR_UNAUTHORIZED} for an instance that belongs to another person
     */
    public static Run of(Run run, VerifiedEvidence evidence, RunLimits.Asked asked, Instant now) {
        if (run.isOver(now)) {
            throw new RefusedException(Refusal.RUN_NOT_ACTIVE, "the run is past its deadline");
        }
        if (!run.instance().equals(evidence.instance())) {
            throw new RefusedException(Refusal.INSTANCE_CHANGED, "another instance than the one that started the run");
        }
        if (run.model().actsForHuman()) {
            evidence.assurance().requireActingFor(run.subjectId());
        }
        return asked.limitsAnything()
                ? run.limitedTo(
                        run.limits().loweredBy(asked), Deadline.lowered(run.deadline(), asked.maxDuration(), now))
                : run;
    }

    /**
     * The run as it is written down: lowered by what was asked for and no more, since limits that the runs above or other settings take away today may be
     * given back. A deadline never is.
     *
     * @param before as it is written down now
     * @param renewed the same run, as {@link #of} has it
     */
    public static Run recorded(Run before, Run renewed, RunLimits.Asked asked) {
        return before.limitedTo(before.limits().loweredBy(asked), renewed.deadline());
    }
}
