package io.agentpack.keycloak.authenticator.attester;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import io.agentpack.keycloak.authenticator.jose.BadJoseException;
import io.agentpack.keycloak.authenticator.jose.Certificates;
import io.agentpack.keycloak.authenticator.jose.Certificates.Issued;
import io.agentpack.keycloak.authenticator.jose.Certificates.Use;
import io.agentpack.keycloak.authenticator.jose.Forge;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CertifiedKeysTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Instant LATER = NOW.plus(Duration.ofDays(1));
    private static final ECKey KEY = (ECKey) Forge.key("ES256", "leaf");
    private static final Issued ROOT = authority("root");
    private static final Issued BETWEEN = Certificates.issue("between", fresh(), Use.AUTHORITY, ROOT, NOW, LATER);
    private static final Issued LEAF = Certificates.issue("leaf", pair(KEY), Use.SIGNING, BETWEEN, NOW, LATER);

    @Test
    void findsTheKeyOfACertifiedSigner() throws Exception {
        assertThat(find(NOW, LEAF, BETWEEN)).hasSize(1);
        assertThat(find(NOW, LEAF, BETWEEN).get(0).computeThumbprint()).isEqualTo(KEY.computeThumbprint());
        assertThat(find(NOW, LEAF, BETWEEN, ROOT))
                .as("the anchor may be sent along")
                .hasSize(1);
    }

    @Test
    void withoutCertificatesThereIsNoKey() throws Exception {
        assertThat(keys(NOW).find(KeyHint.named("leaf"))).isEmpty();
    }

    @Test
    void refusesWhatTheAuthorityHasNotIssued() {
        Issued stranger = authority("root");
        Issued leaf = Certificates.issue("leaf", fresh(), Use.SIGNING, stranger, NOW, LATER);

        assertRefused("not issued by", NOW, leaf);
        assertRefused("not issued by", NOW, leaf, stranger);
        assertRefused("not issued by", NOW, LEAF);
        assertRefused("not issued by", NOW, BETWEEN, LEAF);
        assertRefused("not issued by", NOW, stranger);
    }

    @Test
    void refusesCertificatesOutsideTheirTime() {
        assertRefused("not valid now", NOW.minusSeconds(1), LEAF, BETWEEN);
        assertRefused("not valid now", LATER.plusSeconds(1), LEAF, BETWEEN);
    }

    @Test
    void refusesSignersThatAreNone() {
        Issued encrypting = Certificates.issue("leaf", fresh(), Use.ENCRYPTING, ROOT, NOW, LATER);
        Issued issuedByALeaf = Certificates.issue("x", fresh(), Use.SIGNING, LEAF, NOW, LATER);

        assertRefused("not for signing", NOW, encrypting);
        assertRefused("not for signing", NOW, BETWEEN);
        assertRefused("does not sign evidence itself", NOW, ROOT);
        assertRefused("not issued by", NOW, issuedByALeaf, LEAF, BETWEEN);
    }

    @Test
    void refusesWhatIsNoCertificate() {
        assertRefused("not a certificate", new KeyHint(Optional.empty(), List.of("AAAA")));
        assertRefused("not a certificate", new KeyHint(Optional.empty(), List.of("???")));
        assertRefused("longer than 5", new KeyHint(Optional.empty(), Collections.nCopies(6, LEAF.base64())));
    }

    @Test
    void onlyAuthoritiesAreAnchors() throws BadJoseException {
        assertThat(TrustAnchors.read(ROOT.pem() + BETWEEN.pem()).certificates()).hasSize(2);
        assertThatThrownBy(() -> TrustAnchors.read(LEAF.pem())).hasMessageContaining("certificate authority");
        assertThatThrownBy(() -> TrustAnchors.read(ROOT.pem().repeat(11))).hasMessageContaining("1 to 10");
    }

    private static void assertRefused(String reason, Instant at, Issued... chain) {
        assertThatThrownBy(() -> find(at, chain))
                .isInstanceOf(KeysUnavailableException.class)
                .hasMessageContaining(reason);
    }

    private static void assertRefused(String reason, KeyHint hint) {
        assertThatThrownBy(() -> keys(NOW).find(hint)).hasMessageContaining(reason);
    }

    private static List<JWK> find(Instant at, Issued... chain) throws KeysUnavailableException {
        return keys(at).find(new KeyHint(
                Optional.empty(), Stream.of(chain).map(Issued::base64).toList()));
    }

    private static CertifiedKeys keys(Instant at) {
        return new CertifiedKeys(new TrustAnchors(List.of(ROOT.certificate())), Clock.fixed(at, ZoneOffset.UTC));
    }

    private static Issued authority(String name) {
        return Certificates.authority(name, fresh(), NOW, LATER);
    }

    private static KeyPair fresh() {
        return pair((ECKey) Forge.key("ES256", "x"));
    }

    private static KeyPair pair(ECKey key) {
        try {
            return key.toKeyPair();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
