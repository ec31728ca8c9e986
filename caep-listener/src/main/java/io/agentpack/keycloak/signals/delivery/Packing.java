package io.agentpack.keycloak.signals.delivery;

import com.fasterxml.jackson.core.type.TypeReference;
import io.agentpack.keycloak.ledger.outbox.Receiver;
import io.agentpack.keycloak.ledger.outbox.Signal;
import io.agentpack.keycloak.signals.receiver.PushRefusedException;
import io.agentpack.keycloak.signals.receiver.PushRules;
import io.agentpack.keycloak.signals.receiver.PushTarget;
import io.agentpack.keycloak.signals.receiver.ReceiverSettings;
import io.agentpack.keycloak.signals.receiver.Receivers;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.keycloak.common.util.Time;
import org.keycloak.crypto.Algorithm;
import org.keycloak.crypto.SignatureProvider;
import org.keycloak.crypto.SignatureSignerContext;
import org.keycloak.jose.jws.JWSBuilder;
import org.keycloak.models.ClientModel;
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
    private static final TypeReference<LinkedHashMap<String, Object>> CLAIMS = new TypeReference<>() {};

    private final KeycloakSession session;
    private final Receiver receiver;
    private final PushRules rules;

    Packing(KeycloakSession session, Receiver receiver, PushRules rules) {
        this.session = session;
        this.receiver = receiver;
        this.rules = rules;
    }

    Parcel pack(Signal signal) throws ImpossibleException {
        ReceiverSettings settings = settings();
        try {
            PushTarget target = PushTarget.of(settings.pushUrl(), rules);
            return new Parcel(signal, target, authorization(settings), sign(signal));
        } catch (PushRefusedException e) {
            throw new ImpossibleException(new Verdict.Dead(e.getMessage()));
        }
    }

    private ReceiverSettings settings() throws ImpossibleException {
        RealmModel realm = session.realms().getRealm(receiver.realmId());
        if (realm == null) {
            throw new ImpossibleException(new Verdict.Dead("The realm is gone"));
        }
        // Keys and vault entries are those of the realm in the context.
        session.getContext().setRealm(realm);
        ClientModel client = realm.getClientById(receiver.clientUuid());
        if (client == null || !client.isEnabled()) {
            throw new ImpossibleException(new Verdict.Dead("The receiver's client is disabled or gone"));
        }
        return Receivers.settingsOf(client)
                .orElseThrow(() -> new ImpossibleException(new Verdict.Dead("The client is no longer a receiver")));
    }

    private Optional<String> authorization(ReceiverSettings settings) throws ImpossibleException {
        if (settings.authorization().isEmpty()) {
            return Optional.empty();
        }
        try (VaultStringSecret secret =
                session.vault().getStringSecret(settings.authorization().get())) {
            String value = secret.get().orElse("");
            if (value.isBlank() || !ReceiverSettings.isHeaderValue(value)) {
                throw new ImpossibleException(
                        new Verdict.Retry("The push authorization is not usable as it is in the vault"));
            }
            return Optional.of(value);
        }
    }

    private String sign(Signal signal) throws ImpossibleException {
        Map<String, Object> claims = new LinkedHashMap<>(claims(signal));
        claims.put("iat", Time.currentTime());
        try {
            SignatureSignerContext signer = session.getProvider(SignatureProvider.class, Algorithm.RS256)
                    .signer();
            return new JWSBuilder()
                    .type(TYPE)
                    .kid(signer.getKid())
                    .jsonContent(claims)
                    .sign(signer);
        } catch (RuntimeException e) {
            throw new ImpossibleException(new Verdict.Retry("The realm has no usable RS256 key"));
        }
    }

    private static Map<String, Object> claims(Signal signal) {
        try {
            return JsonSerialization.mapper.readValue(signal.claims(), CLAIMS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The signal can't be sent, now or ever. */
    static final class ImpossibleException extends Exception {
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
