package io.agentpack.keycloak.exchange.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.agentpack.keycloak.ledger.RunRecord;
import java.time.Instant;
import java.util.List;

/** A run as JSON. Times are seconds since 1970, as in tokens. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunView(
        String id,
        String root,
        String parent,
        int depth,
        String agent,
        String authority,
        String environment,
        String locality,
        String subject,
        String owner,
        List<String> chain,
        String attester,
        String instance,
        String goal,
        String scope,
        long started,
        @JsonProperty("exp") long deadline,
        String state,
        Long ended,
        String cause,
        @JsonProperty("cause_id") String causeId) {

    /** @param owner username where the owner is not the person that the run is for */
    static RunView of(RunRecord run, String owner, Instant now) {
        return new RunView(
                run.id(),
                run.root(),
                run.parent().orElse(null),
                run.depth(),
                run.agent(),
                run.authority(),
                run.environment(),
                run.locality(),
                run.subjectId(),
                owner,
                run.chain().isEmpty() ? List.of() : List.of(run.chain().split(">")),
                run.attester(),
                run.instance(),
                run.goal().orElse(null),
                run.scope(),
                run.started().getEpochSecond(),
                run.deadline().getEpochSecond(),
                run.stateAt(now).value(),
                run.ended().map(Instant::getEpochSecond).orElse(null),
                run.cause().orElse(null),
                run.causeId().orElse(null));
    }
}
