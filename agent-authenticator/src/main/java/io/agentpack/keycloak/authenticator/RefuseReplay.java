package io.agentpack.keycloak.authenticator;

import io.agentpack.keycloak.domain.RefusedException;
import java.time.Instant;
import java.util.stream.Stream;
import org.keycloak.models.SingleUseObjectProvider;

/**
 * Admits each proof once in the whole cluster. Runs after every other check of the evidence, so that nobody can use up a proof, or fill the
 * store, without a valid one (draft section 12.1).
 */
final class RefuseReplay {
    private final SingleUseObjectProvider used;
    private final Instant rememberedSince;

    /** @param rememberedSince what may have been made before this time may have been used, too */
    RefuseReplay(SingleUseObjectProvider used, Instant rememberedSince) {
        this.used = used;
        this.rememberedSince = rememberedSince;
    }

    void check(Stream<OneTimeUse> uses) {
        uses.forEach(this::check);
    }

    private void check(OneTimeUse use) {
        if (!use.madeAt().isAfter(rememberedSince)) {
            throw new RefusedException(use.refused(), use.what() + ": from before the server knew what was used");
        }
        boolean knownElsewhere = use.alsoAs().map(used::contains).orElse(false);
        if (knownElsewhere || !used.putIfAbsent(use.key(), use.remembered().toSeconds())) {
            throw new RefusedException(use.refused(), use.what() + ": used before");
        }
    }
}
