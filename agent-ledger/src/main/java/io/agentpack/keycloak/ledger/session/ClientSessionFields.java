package io.agentpack.keycloak.ledger.session;

import org.keycloak.models.session.PersistentClientSessionModel;

/** What Keycloak keeps of a client session in columns, for one that starts; the rest is in its data. */
final class ClientSessionFields implements PersistentClientSessionModel {
    private String userSessionId;
    private String clientId;
    private int timestamp;
    private String data = "{}";

    ClientSessionFields(String userSessionId, String clientId, int timestamp) {
        this.userSessionId = userSessionId;
        this.clientId = clientId;
        this.timestamp = timestamp;
    }

    @Override
    public String getUserSessionId() {
        return userSessionId;
    }

    @Override
    public void setUserSessionId(String value) {
        userSessionId = value;
    }

    @Override
    public String getClientId() {
        return clientId;
    }

    @Override
    public void setClientId(String value) {
        clientId = value;
    }

    @Override
    public int getTimestamp() {
        return timestamp;
    }

    @Override
    public void setTimestamp(int value) {
        timestamp = value;
    }

    @Override
    public String getData() {
        return data;
    }

    @Override
    public void setData(String value) {
        data = value;
    }
}
