package io.agentpack.keycloak.it;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;

/** Client certificates as a proxy in front of Keycloak passes them on. */
final class Certificates {
    private static final String PASSWORD = "changeit";

    private Certificates() {}

    /** A new certificate: DER in base64. */
    static String selfSigned() {
        try {
            Path store = Files.createTempDirectory("certificate").resolve("store.p12");
            String keytool =
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
            Process process = new ProcessBuilder(
                            keytool,
                            "-genkeypair",
                            "-keystore",
                            store.toString(),
                            "-storetype",
                            "PKCS12",
                            "-storepass",
                            PASSWORD,
                            "-keyalg",
                            "EC",
                            "-alias",
                            "agent",
                            "-dname",
                            "CN=agent",
                            "-validity",
                            "1")
                    .inheritIO()
                    .start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException("keytool failed");
            }
            KeyStore keys = KeyStore.getInstance("PKCS12");
            try (InputStream in = Files.newInputStream(store)) {
                keys.load(in, PASSWORD.toCharArray());
            }
            return Base64.getEncoder()
                    .encodeToString(keys.getCertificate("agent").getEncoded());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
