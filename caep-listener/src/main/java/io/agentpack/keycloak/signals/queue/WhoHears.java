package io.agentpack.keycloak.signals.queue;

import io.agentpack.keycloak.domain.revocation.CauseKind;
import io.agentpack.keycloak.ledger.report.FallingRun;
import io.agentpack.keycloak.ledger.report.WhoWouldHear;
import io.agentpack.keycloak.signals.receiver.Receivers;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.keycloak.models.ClientModel;

/** Answers who would be told of a stop, by the same rule as {@link QueueSignals}: the audiences that are receivers, and those that hear of every run. */
public final class WhoHears {
    private WhoHears() {}

    public static void answer(WhoWouldHear asked) {
        Receivers receivers = new Receivers(asked.session(), asked.realm());
        List<String> ofEveryRun =
                receivers.ofEveryRun().stream().map(ClientModel::getClientId).toList();
        Map<String, Optional<ClientModel>> byName = new HashMap<>();
        for (FallingRun run : asked.runs()) {
            if (CauseKind.ADMIN_REVOKED.isSignalled(run.tokensMayLive())) {
                Set<String> hearing = new HashSet<>(ofEveryRun);
                run.audiences().stream()
                        .map(name -> byName.computeIfAbsent(
                                name, client -> receivers.named(client, SetClaims.SESSION_REVOKED)))
                        .flatMap(Optional::stream)
                        .map(ClientModel::getClientId)
                        .forEach(hearing::add);
                asked.hear(run, hearing);
            }
        }
    }
}
