package io.agentpack.keycloak.ledger.mail;

import java.util.Locale;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.theme.Theme;

/**
 * Whom a letter is written for.
 *
 * @param session of the mail's own transaction, without a request
 * @param locale the person's own, else the realm's; never that of the request that caused the letter
 * @param theme the realm's e-mail theme
 */
public record Reader(KeycloakSession session, RealmModel realm, UserModel user, Locale locale, Theme theme) {}
