package io.agentpack.keycloak.signals.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keycloak.protocol.oidc.mappers.OIDCAccessTokenMapper;
import org.keycloak.protocol.oidc.mappers.OIDCAccessTokenResponseMapper;
import org.keycloak.protocol.oidc.mappers.OIDCIDTokenMapper;
import org.keycloak.protocol.oidc.mappers.TokenIntrospectionTokenMapper;
import org.keycloak.protocol.oidc.mappers.UserInfoTokenMapper;

class ReceiverSettingsTest {
    @Test
    void hearsOnlyWhatTouchesItUnlessAskedOtherwise() {
        assertThat(ReceiverSettings.of(Map.of("push-url", "https://a.example")).all())
                .isFalse();
        assertThat(ReceiverSettings.of(Map.of("scope", "touched")).all()).isFalse();
        assertThat(ReceiverSettings.of(Map.of("scope", "all")).all()).isTrue();
    }

    @Test
    void anEmptyAuthorizationIsNone() {
        assertThat(ReceiverSettings.of(Map.of("push-authorization", " ")).authorization())
                .isEmpty();
    }

    @Test
    void neverShowsTheSecret() {
        ReceiverSettings settings =
                ReceiverSettings.of(Map.of("push-url", "https://a.example/geheim", "push-authorization", "geheim"));

        assertThat(settings.toString()).doesNotContain("geheim");
    }

    @Test
    void aLineBreakIsNoHeaderValue() {
        assertThat(ReceiverSettings.isHeaderValue("Bearer abc")).isTrue();
        assertThat(ReceiverSettings.isHeaderValue("Bearer abc\r\nX: y")).isFalse();
        assertThat(ReceiverSettings.isHeaderValue("Bearer ä")).isFalse();
    }

    @Test
    void theMapperTouchesNoToken() {
        assertThat(new AgentSignalsReceiverMapper())
                .isNotInstanceOfAny(
                        OIDCAccessTokenMapper.class,
                        OIDCIDTokenMapper.class,
                        UserInfoTokenMapper.class,
                        TokenIntrospectionTokenMapper.class,
                        OIDCAccessTokenResponseMapper.class);
    }
}
