package io.agentpack.keycloak.ledger;

import io.agentpack.keycloak.domain.revocation.Initiator;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.ProviderEvent;

/**
 * To be published inside the transaction that narrows or widens a live run, by whoever does that. Its receivers are told with a CAEP
 * {@code token-claims-change}; what they are told commits with the change or not at all.
 *
 * @param run as it was before
 * @param audiences client ids that its tokens are good for
 * @param changeId unique to the change; {@code txn} of every security event token about it
 * @param reason a sentence for the receivers' administrators
 * @param claims claims of the run's tokens that no longer have the value they were issued with, and what they are now
 */
public record RunClaimsChanged(
        KeycloakSession session,
        RealmModel realm,
        RunRecord run,
        Set<String> audiences,
        String changeId,
        Instant at,
        Initiator initiator,
        String reason,
        Map<String, Object> claims)
        implements ProviderEvent {}
