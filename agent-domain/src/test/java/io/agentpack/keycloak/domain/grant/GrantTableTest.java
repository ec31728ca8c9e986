package io.agentpack.keycloak.domain.grant;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentpack.keycloak.domain.authority.AuthorityModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GrantTableTest {

    @Test
    void delegatedAgentsExchangeAndNothingElse() {
        assertThat(GrantTable.allows(AuthorityModel.DELEGATED, GrantTable.TOKEN_EXCHANGE))
                .isTrue();
        assertThat(GrantTable.allows(AuthorityModel.DELEGATED, GrantTable.CLIENT_CREDENTIALS))
                .isFalse();
    }

    @Test
    void agentsOnTheirOwnStartByClientCredentials() {
        assertThat(GrantTable.allows(AuthorityModel.BOUNDED, GrantTable.CLIENT_CREDENTIALS))
                .isTrue();
        assertThat(GrantTable.allows(AuthorityModel.AUTONOMOUS, GrantTable.CLIENT_CREDENTIALS))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "refresh_token",
                "authorization_code",
                "password",
                "urn:ietf:params:oauth:grant-type:device_code",
                "urn:openid:params:grant-type:ciba",
                "urn:ietf:params:oauth:grant-type:uma-ticket",
                "urn:ietf:params:oauth:grant-type:jwt-bearer",
                "a-grant-of-tomorrow"
            })
    void nothingElseGivesAnAgentAnything(String grant) {
        for (AuthorityModel model : AuthorityModel.values()) {
            assertThat(GrantTable.allows(model, grant)).as(model.value()).isFalse();
        }
    }
}
