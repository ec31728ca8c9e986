package io.agentpack.keycloak.authenticator.shape;

import java.util.Map;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/**
 * What people read about an agent when they are asked to let it act for them. The English sentence is itself the key under which the realm has
 * the others: every page of Keycloak shows it, the login pages in the person's language, the account console at least in English.
 */
final class ConsentText {
    private static final String ENGLISH =
            "Agent “%s” may act for you with the permissions this app has from you, until you sign out or take this back.";
    private static final Map<String, String> OTHERS = Map.of(
            "de",
            "Agent „%s“ darf mit den Rechten, die diese App von Ihnen hat, für Sie handeln, bis Sie sich abmelden oder dies zurücknehmen.");

    private ConsentText() {}

    /** The value for the scope's consent text: a key, in Keycloak's notation. */
    static String of(ClientModel agent) {
        return "${" + key(agent) + "}";
    }

    /** Gives the realm the sentence in the other languages; a sentence that an administrator has written stays. */
    static void translate(KeycloakSession session, ClientModel agent) {
        String key = key(agent);
        RealmModel realm = agent.getRealm();
        OTHERS.forEach((language, sentence) -> {
            if (session.realms().getLocalizationTextsById(realm, language, key) == null) {
                session.realms().saveLocalizationText(realm, language, key, sentence.formatted(ShownName.of(agent)));
            }
        });
    }

    /** Takes back what {@link #translate} gave for this consent text. */
    static void forget(KeycloakSession session, RealmModel realm, String consentText) {
        if (consentText == null || !consentText.startsWith("${")) {
            return;
        }
        String key = consentText.substring(2, consentText.length() - 1);
        OTHERS.keySet().forEach(language -> session.realms().deleteLocalizationText(realm, language, key));
    }

    private static String key(ClientModel agent) {
        return ENGLISH.formatted(ShownName.of(agent));
    }
}
