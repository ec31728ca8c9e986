package io.agentpack.keycloak.ledger;

import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.provider.ProviderEvent;

/** Published inside the transaction that disables or deletes a user, whether or not anything runs for them. */
public record PersonGone(KeycloakSession session, RealmModel realm, String username) implements ProviderEvent {}
