package io.agentpack.keycloak.domain.grant;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentpack.keycloak.domain.authority.AuthorityModel;
import io.agentpack.keycloak.domain.authority.Environment;
import io.agentpack.keycloak.domain.authority.Locality;
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

    @Test
    void onlyWhoActsForAHumanMayAskOneByTheBackchannel() {
        for (AuthorityModel model : AuthorityModel.values()) {
            assertThat(GrantTable.allows(model, GrantTable.BACKCHANNEL)).isEqualTo(model.actsForHuman());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "refresh_token",
                "authorization_code",
                "password",
                "urn:ietf:params:oauth:grant-type:device_code",
                "urn:ietf:params:oauth:grant-type:uma-ticket",
                "urn:ietf:params:oauth:grant-type:jwt-bearer",
                "a-grant-of-tomorrow"
            })
    void nothingElseGivesAnAgentAnything(String grant) {
        for (AuthorityModel model : AuthorityModel.values()) {
            assertThat(GrantTable.allows(model, grant)).as(model.value()).isFalse();
        }
    }

    @Test
    void hasEachKindOfAgentOnce() {
        for (AuthorityModel model : AuthorityModel.values()) {
            for (Locality locality : Locality.values()) {
                assertThat(GrantTable.rows().stream().filter(row -> row.model() == model && row.locality() == locality))
                        .hasSize(1);
            }
        }
        assertThat(GrantTable.rows()).hasSize(6);
    }

    @Test
    void whoActsForAHumanStartsFromTheHumanWhoAnswersForIt() {
        for (GrantTable.Row row : GrantTable.rows()) {
            boolean human = row.model().actsForHuman();
            assertThat(row.start() == GrantTable.Start.HUMANS_TOKEN).isEqualTo(human);
            assertThat(row.accountable() == GrantTable.Accountable.THE_HUMAN).isEqualTo(human);
            assertThat(row.grants()).contains(row.start().grant(), GrantTable.TOKEN_EXCHANGE);
        }
    }

    @Test
    void noLocalAgentIsInProduction() {
        for (GrantTable.Row row : GrantTable.rows()) {
            assertThat(row.environments().admit(Environment.PRODUCTION)).isEqualTo(row.locality() == Locality.REMOTE);
            assertThat(row.environments().admit(Environment.DEVELOPMENT)).isTrue();
        }
    }
}
