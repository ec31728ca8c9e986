package io.agentpack.keycloak.exchange.rest;

import io.agentpack.keycloak.ledger.RunRecord;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.common.util.Time;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** Shows records as they stand now. The ledger knows people by id; names are looked up, so that a person who is gone has none. */
public final class RunViews {
    private final KeycloakSession session;
    private final RealmModel realm;
    private final Instant now = Instant.ofEpochMilli(Time.currentTimeMillis());

    private RunViews(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
    }

    public static RunViews in(KeycloakSession session, RealmModel realm) {
        return new RunViews(session, realm);
    }

    public RunView of(RunRecord run) {
        return RunView.of(run, run.owner().equals(run.subjectId()) ? run.owner() : nameOr(run.owner()), now);
    }

    public List<RunView> of(Stream<RunRecord> runs) {
        return runs.map(this::of).toList();
    }

    /** Username; empty when the person is gone. */
    public Optional<String> name(String userId) {
        return Optional.ofNullable(session.users().getUserById(realm, userId)).map(UserModel::getUsername);
    }

    private String nameOr(String userId) {
        return name(userId).orElse(userId);
    }
}
