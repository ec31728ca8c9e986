package io.agentpack.keycloak.authenticator.shape;

import java.util.List;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * What people read about an agent when they are asked to let it act for them. The English text is itself the key under which the realm has
 * the others: every page of Keycloak shows it, the login pages in the person's language, the account console at least in English.
 */
final class ConsentText {
    private static final String ENGLISH = "en";
    private static final List<String> OTHERS = List.of("de");

    private ConsentText() {}

    /** The value for the scope's consent text: a key, in Keycloak's notation. */
    static String of(ClientModel agent) {
        return "${" + key(agent) + "}";
    }

    /** Gives the realm the sentence in the other languages; a sentence that an administrator has written stays. */
    static void translate(KeycloakSession session, ClientModel agent) {
        String key = key(agent);
        RealmModel realm = agent.getRealm();
        OTHERS.forEach(language -> {
            if (session.realms().getLocalizationTextsById(realm, language, key) == null) {
                session.realms().saveLocalizationText(realm, language, key, ConsentSentences.of(agent, language));
            }
        });
    }

    /** Takes back what {@link #translate} gave for this consent text. */
    static void forget(KeycloakSession session, RealmModel realm, String consentText) {
        if (consentText == null || !consentText.startsWith("${")) {
            return;
        }
        String key = consentText.substring(2, consentText.length() - 1);
        OTHERS.forEach(language -> session.realms().deleteLocalizationText(realm, language, key));
    }

    private static String key(ClientModel agent) {
        return ConsentSentences.of(agent, ENGLISH);
    }
}
