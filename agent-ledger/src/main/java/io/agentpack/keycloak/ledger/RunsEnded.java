package io.agentpack.keycloak.ledger;

import io.agentpack.keycloak.domain.revocation.Cause;
import java.util.List;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.ProviderEvent;

/**
 * Published inside the transaction that ends runs. What a listener writes with this session commits with the stop or not at all; what it throws
 * makes the stop fail.
 */
public record RunsEnded(KeycloakSession session, RealmModel realm, Cause cause, List<EndedRun> runs)
        implements ProviderEvent {}
