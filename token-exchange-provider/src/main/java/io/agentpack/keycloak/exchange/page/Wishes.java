package io.agentpack.keycloak.exchange.page;

import org.keycloak.models.UserModel;

/** What a person wishes, kept in their own attributes. */
public final class Wishes {
    /** Name of a time zone, as in the OpenID claim of this name. */
    public static final String ZONE = "zoneinfo";
    /** {@code off}: no e-mail about agents. */
    public static final String MAIL = "agents.mail";

    private static final String OFF = "off";

    private final UserModel user;

    private Wishes(UserModel user) {
        this.user = user;
    }

    public static Wishes of(UserModel user) {
        return new Wishes(user);
    }

    public boolean mail() {
        return !OFF.equals(user.getFirstAttribute(MAIL));
    }

    public void sendMail(boolean wished) {
        if (wished) {
            user.removeAttribute(MAIL);
        } else {
            user.setSingleAttribute(MAIL, OFF);
        }
    }

    public void tellTimeIn(String zone) {
        user.setSingleAttribute(ZONE, zone);
    }
}
