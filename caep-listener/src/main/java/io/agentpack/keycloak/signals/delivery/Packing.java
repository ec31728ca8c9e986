package io.agentpack.keycloak.signals.delivery;

import com.fasterxml.jackson.core.type.TypeReference;
import io.agentpack.keycloak.ledger.outbox.Receiver;
import io.agentpack.keycloak.ledger.outbox.Signal;
import io.agentpack.keycloak.signals.receiver.PushRefusedException;
import io.agentpack.keycloak.signals.receiver.PushRules;
import io.agentpack.keycloak.signals.receiver.PushTarget;
import io.agentpack.keycloak.signals.receiver.ReceiverSettings;
import io.agentpack.keycloak.signals.receiver.Route;
import io.agentpack.keycloak.signals.receiver.SsfStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keycloak.common.util.Time;
import org.keycloak.crypto.SignatureProvider;
import org.keycloak.crypto.SignatureSignerContext;
import org.keycloak.events.outbox.OutboxStore;
import org.keycloak.jose.jws.JWSBuilder;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.util.JsonSerialization;
import org.keycloak.vault.VaultStringSecret;

/**
 * Makes parcels of claimed signals. Who may hear and where is looked up now, not when the run ended: a receiver that was removed, disabled or moved
 * in the meantime counts as it is.
 */
final class Packing {
    private static final String TYPE = "secevent+jwt";
    /** Kind of the rows that Keycloak's poll endpoint reads (SsfOutboxKinds.POLL). */
    private static final String POLLED = "ssf-poll";

    private static final TypeReference<LinkedHashMap<String, Object>> CLAIMS = new TypeReference<>() {};

    private final KeycloakSession session;
    private final Receiver receiver;
    private final PushRules rules;

    Packing(KeycloakSession session, Receiver receiver, PushRules rules) {
        this.session = session;
        this.receiver = receiver;
        this.rules = rules;
    }

    /** Whether the receiver wants to be told later. */
    boolean isPaused() {
        return route() instanceof Route.Paused;
    }

    Packed pack(Signal signal) {
        try {
            Route route = route();
            if (route instanceof Route.Push push) {
                PushTarget target = PushTarget.of(push.url(), rules);
                return new Packed.Sendable(new Parcel(
                        signal,
                        target,
                        authorization(push),
                        sign(signal, push.algorithm(), push.audience()),
                        push.inOrder() ? receiver.clientUuid() : signal.runId()));
            }
            if (route instanceof Route.Poll poll) {
                layOut(signal, poll);
                return new Packed.Settled(new Verdict.Accepted(Optional.of("laid out for the receiver to poll")));
            }
            String why = route instanceof Route.Closed closed ? closed.why() : "The stream is paused";
            return new Packed.Settled(new Verdict.Dead(why));
        } catch (PushRefusedException e) {
            return new Packed.Settled(new Verdict.Dead(e.getMessage()));
        } catch (ImpossibleException e) {
            return new Packed.Settled(e.verdict());
        }
    }

    private Route route() {
        RealmModel realm = session.realms().getRealm(receiver.realmId());
        if (realm == null) {
            return new Route.Closed("The realm is gone");
        }
        // Keys and vault entries are those of the realm in the context.
        session.getContext().setRealm(realm);
        return Route.to(realm, realm.getClientById(receiver.clientUuid()));
    }

    /** From here on it is Keycloak's: its poll endpoint hands it out until the receiver acknowledges it. */
    private void layOut(Signal signal, Route.Poll poll) throws ImpossibleException {
        Map<?, ?> events = (Map<?, ?>) claims(signal).get("events");
        new OutboxStore(session)
                .enqueuePending(
                        POLLED,
                        receiver.realmId(),
                        receiver.clientUuid(),
                        poll.streamId(),
                        signal.id(),
                        SsfStream.alias((String) events.keySet().iterator().next()),
                        sign(signal, poll.algorithm(), poll.audience()),
                        null);
    }

    private Optional<String> authorization(Route.Push push) throws ImpossibleException {
        if (push.authorization().isEmpty()) {
            return Optional.empty();
        }
        try (VaultStringSecret secret =
                session.vault().getStringSecret(push.authorization().get())) {
            String value = secret.get().orElse("");
            if (value.isBlank() || !ReceiverSettings.isHeaderValue(value)) {
                throw new ImpossibleException(
                        new Verdict.Retry("The push authorization is not usable as it is in the vault"));
            }
            return Optional.of(value);
        }
    }

    private String sign(Signal signal, String algorithm, List<String> audience) throws ImpossibleException {
        Map<String, Object> claims = new LinkedHashMap<>(claims(signal));
        claims.put("aud", audience.size() == 1 ? audience.get(0) : audience);
        claims.put("iat", Time.currentTime());
        try {
            SignatureSignerContext signer =
                    session.getProvider(SignatureProvider.class, algorithm).signer();
            return new JWSBuilder()
                    .type(TYPE)
                    .kid(signer.getKid())
                    .jsonContent(claims)
                    .sign(signer);
        } catch (RuntimeException e) {
            throw new ImpossibleException(new Verdict.Retry("The realm has no usable " + algorithm + " key"));
        }
    }

    private static Map<String, Object> claims(Signal signal) {
        try {
            return JsonSerialization.mapper.readValue(signal.claims(), CLAIMS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What became of a claimed signal. */
    sealed interface Packed {
        record Sendable(Parcel parcel) implements Packed {}

        record Settled(Verdict verdict) implements Packed {}
    }

    /** The signal can't be sent, now or ever. */
    private static final class ImpossibleException extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Verdict verdict;

        ImpossibleException(Verdict verdict) {
            super(null, null, false, false);
            this.verdict = verdict;
        }

        Verdict verdict() {
            return verdict;
        }
    }
}
