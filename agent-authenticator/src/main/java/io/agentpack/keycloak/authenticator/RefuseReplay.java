package io.agentpack.keycloak.authenticator;

import io.agentpack.keycloak.domain.RefusedException;
import java.util.List;
import org.keycloak.models.SingleUseObjectProvider;

/**
 * Admits each proof once in the whole cluster. Runs after every other check of the evidence, so that nobody can use up a proof, or fill the
 * store, without a valid one (draft section 12.1).
 */
final class RefuseReplay {
    private RefuseReplay() {}

    static void check(SingleUseObjectProvider used, List<OneTimeUse> uses) {
        for (OneTimeUse use : uses) {
            if (!used.putIfAbsent(use.key(), use.remembered().toSeconds())) {
                throw new RefusedException(use.refused(), use.what() + ": used before");
            }
        }
    }
}
