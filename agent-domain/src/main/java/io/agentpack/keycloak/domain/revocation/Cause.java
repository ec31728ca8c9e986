package io.agentpack.keycloak.domain.revocation;

import java.time.Instant;
import java.util.Optional;

/**
 * One thing that happened and ends runs.
 *
 * @param id the same on everything that follows from it; {@code txn} of every security event token
 * @param byUser id of the user who did it, where one did
 * @param note free text of whoever did it, at most {@value #NOTE_LENGTH} characters; stays inside, never sent to receivers
 */
public record Cause(String id, CauseKind kind, Instant at, Optional<String> byUser, Optional<String> note) {
    public static final int NOTE_LENGTH = 1024;

    public Cause {
        note = note.map(text -> text.length() <= NOTE_LENGTH ? text : text.substring(0, NOTE_LENGTH));
    }
}
