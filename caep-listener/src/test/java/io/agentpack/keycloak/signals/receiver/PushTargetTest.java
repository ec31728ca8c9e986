package io.agentpack.keycloak.signals.receiver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PushTargetTest {
    private static final PushRules STRICT = new PushRules(false, false);
    private static final PushRules DEV = new PushRules(false, true);
    private static final PushRules INSECURE = new PushRules(true, false);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://api.example/events",
                "https://api.example:8443",
                "HTTPS://api.example/a?b=c",
                "https://10.0.0.1/only-its-address-is-refused-later"
            })
    void httpsIsFineAsText(String url) {
        assertThatCode(() -> PushTarget.of(url, STRICT)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "api.example",
                "/events",
                "mailto:a@b.example",
                "ftp://api.example/",
                "file:///etc/passwd",
                "http://api.example/events",
                "http://localhost/events",
                "https:///events",
                "https://user@api.example/",
                "https://user:geheim@api.example/",
                "https://api.example/#f",
                "https://api.example:99999/",
                "https://api.example/\r\nX: y",
                "https://api .example/"
            })
    void theRestIsRefusedWithASentenceThatRepeatsNothingOfIt(String url) {
        assertThatThrownBy(() -> PushTarget.of(url, STRICT))
                .isInstanceOf(PushRefusedException.class)
                .hasMessageStartingWith("The push URL ")
                .hasMessageNotContaining("geheim")
                // Keycloak formats the sentence with MessageFormat.
                .hasMessageNotContainingAny("'", "{", "}");
        assertThatThrownBy(() -> PushTarget.of(null, STRICT)).isInstanceOf(PushRefusedException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:8080/e", "http://127.0.0.1/e", "http://127.9.9.9/e", "http://[::1]:99/e"})
    void devModeAllowsHttpToLoopback(String url) {
        assertThatCode(() -> PushTarget.of(url, DEV)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.example/e",
                "http://127.0.0.1.evil.example/e",
                "http://localhost.evil.example/e",
                "http://host.containers.internal/e"
            })
    void devModeAllowsHttpToNothingElse(String url) {
        assertThatThrownBy(() -> PushTarget.of(url, DEV)).isInstanceOf(PushRefusedException.class);
        assertThatCode(() -> PushTarget.of(url, INSECURE)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "127.0.0.1",
                "169.254.169.254",
                "172.16.0.1",
                "192.0.0.1",
                "192.168.1.1",
                "198.18.0.1",
                "224.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "fe80::1",
                "fd00::1",
                "ff02::1",
                "::ffff:10.0.0.1",
                "::10.0.0.1",
                "64:ff9b::a00:1",
                "2002:a00:1::"
            })
    void addressesInsideAreRefusedAtDelivery(String address) throws Exception {
        PushTarget target = PushTarget.of("https://api.example/", STRICT);
        InetAddress inside = InetAddress.getByName(address);
        InetAddress outside = InetAddress.getByName("93.184.216.34");

        assertThatThrownBy(() -> target.admit(List.of(inside), STRICT)).isInstanceOf(PushRefusedException.class);
        assertThatThrownBy(() -> target.admit(Arrays.asList(outside, inside), STRICT))
                .isInstanceOf(PushRefusedException.class);
        assertThatCode(() -> target.admit(List.of(inside), DEV)).doesNotThrowAnyException();
        assertThatCode(() -> target.admit(List.of(inside), INSECURE)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"93.184.216.34", "100.128.0.1", "172.32.0.1", "2606:2800:220:1::1", "64:ff9b::5db8:d822"})
    void publicAddressesAreFine(String address) throws Exception {
        PushTarget target = PushTarget.of("https://api.example/", STRICT);

        assertThatCode(() -> target.admit(List.of(InetAddress.getByName(address)), STRICT))
                .doesNotThrowAnyException();
    }

    @Test
    void inDevModeALocalhostThatIsNotLoopbackIsRefused() throws Exception {
        PushTarget target = PushTarget.of("http://localhost/", DEV);

        assertThatThrownBy(() -> target.admit(List.of(InetAddress.getByName("10.0.0.1")), DEV))
                .isInstanceOf(PushRefusedException.class);
    }

    @Test
    void anIpv6HostLosesItsBrackets() throws Exception {
        assertThat(PushTarget.of("https://[2606:2800:220:1::1]/", STRICT).host())
                .isEqualTo("2606:2800:220:1::1");
    }
}
