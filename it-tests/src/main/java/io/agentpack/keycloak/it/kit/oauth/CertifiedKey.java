package io.agentpack.keycloak.it.kit.oauth;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * A signing key with a certificate of its own authority, made with the JDK's keytool.
 *
 * @param authority the authority's certificate, in PEM
 * @param chain {@code x5c} (RFC 7515 section 4.1.6)
 */
public record CertifiedKey(ECKey key, String authority, List<String> chain) {
    private static final String PASSWORD = "not-a-secret";

    /** @param folder an empty one */
    public static CertifiedKey make(Path folder) {
        Path store = folder.resolve("keys.p12");
        Path request = folder.resolve("leaf.csr");
        Path issued = folder.resolve("leaf.cer");
        keytool(
                store,
                "-genkeypair",
                "-alias",
                "ca",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=attesters",
                "-ext",
                "bc:critical=ca:true",
                "-ext",
                "ku:critical=keyCertSign",
                "-validity",
                "1");
        keytool(
                store,
                "-genkeypair",
                "-alias",
                "leaf",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=attester");
        keytool(store, "-certreq", "-alias", "leaf", "-file", request.toString());
        keytool(
                store,
                "-gencert",
                "-alias",
                "ca",
                "-infile",
                request.toString(),
                "-outfile",
                issued.toString(),
                "-ext",
                "ku:critical=digitalSignature",
                "-validity",
                "1");
        return read(store, issued);
    }

    private static CertifiedKey read(Path store, Path issued) {
        try (InputStream keys = Files.newInputStream(store);
                InputStream leaf = Files.newInputStream(issued)) {
            KeyStore loaded = KeyStore.getInstance("PKCS12");
            loaded.load(keys, PASSWORD.toCharArray());
            Certificate certificate = CertificateFactory.getInstance("X.509").generateCertificate(leaf);
            ECKey key = new ECKey.Builder(Curve.P_256, (ECPublicKey) certificate.getPublicKey())
                    .privateKey((ECPrivateKey) loaded.getKey("leaf", PASSWORD.toCharArray()))
                    .build();
            String ca = Base64.getMimeEncoder()
                    .encodeToString(loaded.getCertificate("ca").getEncoded());
            return new CertifiedKey(
                    key,
                    "-----BEGIN CERTIFICATE-----\n" + ca + "\n-----END CERTIFICATE-----\n",
                    List.of(Base64.getEncoder().encodeToString(certificate.getEncoded())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void keytool(Path store, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes());
            if (process.waitFor() != 0) {
                throw new IllegalStateException("keytool: " + output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
