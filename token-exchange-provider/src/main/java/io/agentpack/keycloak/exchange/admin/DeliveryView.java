package io.agentpack.keycloak.exchange.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.agentpack.keycloak.ledger.outbox.Signal;
import io.agentpack.keycloak.ledger.outbox.SignalState;
import java.time.Instant;
import java.util.Optional;
import org.keycloak.models.ClientModel;
import org.keycloak.models.RealmModel;

/**
 * How one receiver was told of the end of a run. Times are seconds since 1970.
 *
 * @param receiver client id of the receiver; its immutable id when the client is gone
 * @param state {@code pending}, {@code delivered} or {@code dead}
 * @param next when it is tried again at the earliest, while pending
 * @param ended when it was delivered, or given up
 * @param error what the last attempt that failed said
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeliveryView(
        String jti,
        String receiver,
        String state,
        int attempts,
        long created,
        Long next,
        Long ended,
        String error,
        @JsonProperty("cause_id") String causeId) {

    public static DeliveryView of(Signal signal, RealmModel realm) {
        boolean pending = signal.state() == SignalState.PENDING;
        return new DeliveryView(
                signal.id(),
                Optional.ofNullable(realm.getClientById(signal.receiver()))
                        .map(ClientModel::getClientId)
                        .orElse(signal.receiver()),
                signal.state().value(),
                signal.attempts(),
                signal.created().getEpochSecond(),
                pending ? signal.due().getEpochSecond() : null,
                signal.ended().map(Instant::getEpochSecond).orElse(null),
                signal.lastError().orElse(null),
                signal.causeId());
    }
}
