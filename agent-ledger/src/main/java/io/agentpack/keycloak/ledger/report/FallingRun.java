package io.agentpack.keycloak.ledger.report;

import java.util.Set;

/**
 * A run that would end.
 *
 * @param agent client id
 * @param audiences client ids that its tokens are good for
 * @param tokensMayLive whether a token of it can still be unexpired
 */
public record FallingRun(
        String id, String agentUuid, String agent, String subjectId, Set<String> audiences, boolean tokensMayLive) {}
