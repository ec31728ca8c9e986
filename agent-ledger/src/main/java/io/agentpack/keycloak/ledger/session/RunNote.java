package io.agentpack.keycloak.ledger.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.agentpack.keycloak.domain.LastUsed;
import io.agentpack.keycloak.domain.agent.AgentInstance;
import io.agentpack.keycloak.domain.authority.Authority;
import io.agentpack.keycloak.domain.authority.AuthorityModel;
import io.agentpack.keycloak.domain.authority.Environment;
import io.agentpack.keycloak.domain.authority.Locality;
import io.agentpack.keycloak.domain.authority.Scopes;
import io.agentpack.keycloak.domain.chain.Actor;
import io.agentpack.keycloak.domain.chain.ActorChain;
import io.agentpack.keycloak.domain.run.Run;
import io.agentpack.keycloak.domain.run.RunLimits;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A run as the one note on its user session: plain fields, so that a note written by an older version can still be read. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RunNote(
        int v,
        String id,
        String issuer,
        String root,
        String parent,
        int depth,
        String agentUuid,
        String agent,
        String model,
        String environment,
        String locality,
        String subjectId,
        String humanSession,
        String humanClient,
        String humanToken,
        String consentScope,
        String owner,
        List<Actor> chain,
        AgentInstance instance,
        String attester,
        String goal,
        int maxDepth,
        int maxChildren,
        Set<String> delegates,
        Set<String> subtree,
        boolean limitsAsked,
        String scope,
        Set<String> realmRoles,
        Map<String, Set<String>> clientRoles,
        Set<String> audiences,
        long started,
        long deadline) {

    private static final int VERSION = 1;
    private static final ObjectMapper JSON = new ObjectMapper();
    /** A check of a token reads every run above, and a note of a thousand characters takes longer than everything else that a check looks at. */
    private static final LastUsed<String, Run> READ = new LastUsed<>(2048);

    static String write(Run run) {
        Optional<Run.HumanGrant> grant = run.standsOn();
        RunNote note = new RunNote(
                VERSION,
                run.id(),
                run.issuer(),
                run.root(),
                run.parent().orElse(null),
                run.depth(),
                run.agentUuid(),
                run.agent(),
                run.model().value(),
                run.environment().name(),
                run.locality().value(),
                run.subjectId(),
                grant.map(Run.HumanGrant::sessionId).orElse(null),
                grant.map(Run.HumanGrant::clientUuid).orElse(null),
                grant.map(Run.HumanGrant::tokenId).orElse(null),
                grant.flatMap(Run.HumanGrant::consentScope).orElse(null),
                run.owner(),
                run.chain().actors(),
                run.instance(),
                run.attester(),
                run.goal().orElse(null),
                run.limits().depth(),
                run.limits().children(),
                run.limits().delegates(),
                run.limits().subtree().orElse(null),
                run.limits().asked(),
                run.authority().scopes().toString(),
                run.authority().realmRoles(),
                run.authority().clientRoles(),
                run.authority().audiences(),
                run.started().toEpochMilli(),
                run.deadline().getEpochSecond());
        try {
            return JSON.writeValueAsString(note);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a run can always be written", e);
        }
    }

    static Run read(String text) {
        return READ.get(text, RunNote::parse);
    }

    private static Run parse(String text) {
        try {
            return JSON.readValue(text, RunNote.class).toRun();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("unreadable run note", e);
        }
    }

    private Run toRun() {
        return new Run(
                id,
                issuer,
                root,
                Optional.ofNullable(parent),
                depth,
                agentUuid,
                agent,
                AuthorityModel.of(model).orElseThrow(),
                new Environment(environment),
                Locality.of(locality).orElseThrow(),
                subjectId,
                Optional.ofNullable(humanSession)
                        .map(sid ->
                                new Run.HumanGrant(sid, humanClient, humanToken, Optional.ofNullable(consentScope))),
                owner,
                new ActorChain(chain),
                instance,
                attester,
                Optional.ofNullable(goal),
                new RunLimits(maxDepth, maxChildren, delegates, Optional.ofNullable(subtree), limitsAsked),
                new Authority(Scopes.parse(scope), realmRoles, clientRoles, audiences),
                Instant.ofEpochMilli(started),
                Instant.ofEpochSecond(deadline));
    }
}
