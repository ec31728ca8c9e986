package io.agentpack.keycloak.ledger.session;

import org.keycloak.common.util.Time;
import org.keycloak.models.session.PersistentUserSessionModel;

/** What Keycloak keeps of a user session in columns, for one that starts; the rest is in its data. */
final class SessionFields implements PersistentUserSessionModel {
    private static final String NOTHING = "{}";

    private String id;
    private int started;
    private int lastSessionRefresh;
    private boolean offline;
    private boolean rememberMe;
    private String data = NOTHING;

    static SessionFields startingNow(String id) {
        SessionFields fields = new SessionFields();
        fields.id = id;
        fields.started = Time.currentTime();
        fields.lastSessionRefresh = fields.started;
        return fields;
    }

    @Override
    public String getUserSessionId() {
        return id;
    }

    @Override
    public void setUserSessionId(String value) {
        id = value;
    }

    @Override
    public int getStarted() {
        return started;
    }

    @Override
    public void setStarted(int value) {
        started = value;
    }

    @Override
    public int getLastSessionRefresh() {
        return lastSessionRefresh;
    }

    @Override
    public void setLastSessionRefresh(int value) {
        lastSessionRefresh = value;
    }

    @Override
    public boolean isOffline() {
        return offline;
    }

    @Override
    public void setOffline(boolean value) {
        offline = value;
    }

    @Override
    public String getData() {
        return data;
    }

    @Override
    public void setData(String value) {
        data = value;
    }

    @Override
    public boolean isRememberMe() {
        return rememberMe;
    }

    @Override
    public void setRememberMe(boolean value) {
        rememberMe = value;
    }

    // Realm and user are the session's own, and it comes from no broker.

    @Override
    public void setRealmId(String realmId) {}

    @Override
    public void setUserId(String userId) {}

    @Override
    public void setBrokerSessionId(String brokerSessionId) {}
}
