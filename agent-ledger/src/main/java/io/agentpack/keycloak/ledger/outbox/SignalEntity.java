package io.agentpack.keycloak.ledger.outbox;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;

/** A row of {@code AGENT_SIGNAL}. Written once; every later change is a conditional update, so that no worker overwrites another. */
@Entity
@Table(name = "AGENT_SIGNAL")
@NamedQuery(
        name = "agentSignal.claimable",
        query = "select s from SignalEntity s where s.receiver = :receiver and s.state = 'pending'"
                + " and s.dueAt <= :now and s.leasedUntil <= :now order by s.createdAt, s.id")
@NamedQuery(
        name = "agentSignal.claim",
        query = "update SignalEntity s set s.leasedBy = :owner, s.leasedUntil = :until where s.id in :ids")
@NamedQuery(
        name = "agentSignal.release",
        query = "update SignalEntity s set s.leasedBy = null, s.leasedUntil = 0"
                + " where s.id in :ids and s.state = 'pending' and s.leasedBy = :owner")
@NamedQuery(
        name = "agentSignal.retry",
        query = "update SignalEntity s set s.attempts = s.attempts + 1, s.dueAt = :due, s.lastError = :error,"
                + " s.leasedBy = null, s.leasedUntil = 0"
                + " where s.id = :id and s.state = 'pending' and s.leasedBy = :owner")
@NamedQuery(
        name = "agentSignal.end",
        query = "update SignalEntity s set s.attempts = s.attempts + 1, s.state = :state, s.endedAt = :now,"
                + " s.lastError = :error, s.leasedBy = null, s.leasedUntil = 0"
                + " where s.id in :ids and s.state = 'pending'")
@NamedQuery(
        name = "agentSignal.revive",
        query = "update SignalEntity s set s.state = 'pending', s.attempts = 0, s.dueAt = :now, s.endedAt = null"
                + " where s.realmId = :realm and s.runId = :run and s.state = 'dead'")
@NamedQuery(
        name = "agentSignal.byRun",
        query = "select s from SignalEntity s where s.realmId = :realm and s.runId = :run order by s.createdAt, s.id")
@NamedQuery(
        name = "agentSignal.due",
        query = "select distinct s.realmId, s.receiver from SignalEntity s"
                + " where s.state = 'pending' and s.dueAt <= :now and s.leasedUntil <= :now")
@NamedQuery(
        name = "agentSignal.oldest",
        query = "select min(s.createdAt) from SignalEntity s where s.state = 'pending'")
@NamedQuery(
        name = "agentSignal.old",
        query = "select s.id from SignalEntity s where s.state = :state and s.endedAt < :before")
@NamedQuery(name = "agentSignal.delete", query = "delete from SignalEntity s where s.id in :ids")
public class SignalEntity {
    @Id
    @Column(name = "ID", length = 36)
    private String id;

    @Column(name = "REALM_ID", length = 36, nullable = false)
    private String realmId;

    @Column(name = "RUN_ID", length = 36, nullable = false)
    private String runId;

    @Column(name = "RECEIVER", nullable = false)
    private String receiver;

    @Column(name = "CAUSE_ID", length = 36, nullable = false)
    private String causeId;

    @Column(name = "STATE", length = 16, nullable = false)
    private String state;

    @Column(name = "ATTEMPTS", nullable = false)
    private int attempts;

    @Column(name = "DUE_AT", nullable = false)
    private long dueAt;

    @Column(name = "LEASED_BY", length = 64)
    private String leasedBy;

    @Column(name = "LEASED_UNTIL", nullable = false)
    private long leasedUntil;

    @Column(name = "CREATED_AT", nullable = false)
    private long createdAt;

    @Column(name = "ENDED_AT")
    private Long endedAt;

    @Column(name = "LAST_ERROR", length = Signal.ERROR_LENGTH)
    private String lastError;

    @Column(name = "CLAIMS", nullable = false)
    private String claims;

    protected SignalEntity() {}

    SignalEntity(Signal signal) {
        id = signal.id();
        realmId = signal.realmId();
        runId = signal.runId();
        receiver = signal.receiver();
        causeId = signal.causeId();
        state = signal.state().value();
        dueAt = signal.due().toEpochMilli();
        createdAt = signal.created().toEpochMilli();
        claims = signal.claims();
    }

    Signal toSignal() {
        return new Signal(
                id,
                realmId,
                runId,
                receiver,
                causeId,
                SignalState.of(state),
                attempts,
                Instant.ofEpochMilli(dueAt),
                Instant.ofEpochMilli(createdAt),
                Optional.ofNullable(endedAt).map(Instant::ofEpochMilli),
                Optional.ofNullable(lastError),
                claims);
    }
}
