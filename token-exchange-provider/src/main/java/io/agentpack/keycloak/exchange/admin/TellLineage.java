package io.agentpack.keycloak.exchange.admin;

import io.agentpack.keycloak.domain.revocation.CauseKind;
import io.agentpack.keycloak.domain.run.RunState;
import io.agentpack.keycloak.exchange.rest.RunViews;
import io.agentpack.keycloak.ledger.AgentLedgerProvider;
import io.agentpack.keycloak.ledger.JournalEntry;
import io.agentpack.keycloak.ledger.RunRecord;
import io.agentpack.keycloak.ledger.jpa.RunReports;
import io.agentpack.keycloak.ledger.report.CauseRecord;
import io.agentpack.keycloak.ledger.report.GrantRecord;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.keycloak.common.util.Time;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/** Puts together what the ledger knows about the run of a token. */
public final class TellLineage {
    private final KeycloakSession session;
    private final RealmModel realm;
    private final RunReports reports;
    private final LineageApprovals approvals;

    public TellLineage(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
        this.reports = RunReports.in(session);
        this.approvals = new LineageApprovals(session, realm, this::who);
    }

    public Lineage of(String tokenId, RunRecord run) {
        return new Lineage(
                tokenId,
                run.id(),
                who(run.subjectId()),
                who(run.owner()),
                permission(run),
                RunViews.in(session, realm).of(reports.lineOf(run).stream()),
                session.getProvider(AgentLedgerProvider.class).audiences(run.id()).stream()
                        .sorted()
                        .toList(),
                approvals.ofToken(tokenId).orElse(null),
                reports.journalOf(run.id()).stream().map(this::entry).toList(),
                end(run));
    }

    private Lineage.Permission permission(RunRecord run) {
        return reports.grantOf(run.id())
                .map(grant -> approvals
                        .thatBegan(run.root(), grant.tokenId())
                        .map(approval -> Lineage.Permission.of(approval, grant.sessionId()))
                        .orElseGet(() -> byToken(grant)))
                .orElse(Lineage.Permission.OF_OWNER);
    }

    private Lineage.Permission byToken(GrantRecord grant) {
        return new Lineage.Permission(
                grant.consentScope().isPresent() ? "consent" : "token",
                grant.consentScope().orElse(null),
                Optional.ofNullable(realm.getClientById(grant.clientUuid()))
                        .map(ClientModel::getClientId)
                        .orElse(null),
                grant.sessionId(),
                grant.tokenId(),
                null);
    }

    private Lineage.Entry entry(JournalEntry entry) {
        return new Lineage.Entry(
                entry.kind(),
                entry.at().getEpochSecond(),
                entry.byUser().map(this::who).orElse(null),
                entry.note().orElse(null));
    }

    private Lineage.End end(RunRecord run) {
        RunState state = run.stateAt(Instant.ofEpochMilli(Time.currentTimeMillis()));
        if (!state.isFinal()) {
            return null;
        }
        Optional<CauseRecord> cause = run.causeId().flatMap(reports::cause);
        return new Lineage.End(
                state.value(),
                run.cause().orElse(null),
                run.causeId().orElse(null),
                run.ended().map(Instant::getEpochSecond).orElse(null),
                run.cause().flatMap(TellLineage::initiator).orElse(null),
                cause.flatMap(CauseRecord::byUser).map(this::who).orElse(null),
                cause.flatMap(CauseRecord::note).orElse(null));
    }

    private static Optional<String> initiator(String cause) {
        return Stream.of(CauseKind.values())
                .filter(kind -> kind.value().equals(cause))
                .map(kind -> kind.initiator().value())
                .findFirst();
    }

    private Lineage.Who who(String userId) {
        UserModel user = session.users().getUserById(realm, userId);
        if (user == null) {
            return new Lineage.Who(userId, null, null);
        }
        return new Lineage.Who(
                userId, user.getUsername(), user.getServiceAccountClientLink() == null ? "person" : "service_account");
    }
}
